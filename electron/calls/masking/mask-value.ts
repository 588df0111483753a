import { type MaskingContext, maskSecrets, noContext } from './mask-secrets.ts';
import { findLabels } from './secret-labels.ts';

const deepest = 64;

/** Masks the secrets in a value, such as a tool call's arguments: in every text, and whole where its name says that it is one. */
export function maskValue(value: unknown, context: MaskingContext = noContext): unknown {
  return mask(value, { context, depth: 0, secret: false });
}

type Place = { context: MaskingContext; depth: number; secret: boolean };

function mask(value: unknown, place: Place): unknown {
  if (typeof value === 'string')
    return place.secret ? '•'.repeat(value.length) : maskSecrets(value, place.context).text;
  if (typeof value === 'number' || typeof value === 'bigint') return maskNumber(value, place);
  if (typeof value !== 'object' || value === null) return value;
  // Deeper than any tool's arguments are: nobody reads it there, and it could hide a secret.
  if (place.depth >= deepest) return null;
  const inside = { ...place, depth: place.depth + 1 };
  if (Array.isArray(value)) return value.map((each) => mask(each, inside));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      maskSecrets(name, place.context).text,
      mask(each, { ...inside, secret: place.secret || (namesSecret(name) && !isPostCode(name, each)) }),
    ]),
  );
}

function maskNumber(value: number | bigint, place: Place): unknown {
  const text = String(value);
  const { masked } = maskSecrets(text, place.context);
  return place.secret || masked.length > 0 ? '•'.repeat(text.length) : value;
}

/** Whether a name such as `cardNumber`, `card_number` or `PIN` is that of a secret. */
function namesSecret(name: string): boolean {
  if (name.length > 60) return false;
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
  const labels = findLabels(words);
  const label = labels.find((each) => each.end === words.length) ?? labels.find((each) => each.start === 0);
  if (!label?.means) return false;
  // `card` and `card_type` describe a card; only its number is secret.
  return label.means !== 'card-number' || /number|no$|num$|pan$/i.test(words);
}

// In India a PIN code is what a post code is elsewhere, and has six digits.
function isPostCode(name: string, value: unknown): boolean {
  const isPlain = typeof value === 'string' || typeof value === 'number';
  return isPlain && /^pin[ _-]?code$/i.test(name) && /^\d{6}$/.test(String(value));
}
