import { describe, expect, it } from 'vitest';
import { keyFieldDefinition } from '../../../electron/salesforce/records/key-field-definition.ts';

describe('our key field for an admin', () => {
  const definition = keyFieldDefinition(['Case', 'Lead']);
  const text = (path: string) => definition.files.find((file) => file.path === path)?.text ?? '';

  it('is a unique external id, long enough for a proposal’s id, on every object asked for', () => {
    expect(definition).toMatchObject({ type: 'Text', objects: ['Case', 'Lead'] });
    expect(definition.length).toBeGreaterThanOrEqual(crypto.randomUUID().length);
    for (const object of definition.objects) {
      const file = text(`objects/${object}.object`);
      expect(file).toContain(`<fullName>${definition.name}</fullName>`);
      expect(file).toContain('<externalId>true</externalId>');
      expect(file).toContain('<unique>true</unique>');
    }
  });

  it('comes with a package that names every part, and a permission to see it', () => {
    for (const object of definition.objects) {
      expect(text('package.xml')).toContain(`<members>${object}.${definition.name}</members>`);
      expect(text('permissionsets/Countersign_Key.permissionset')).toContain(
        `<field>${object}.${definition.name}</field>`,
      );
    }
    expect(text('package.xml')).toContain('<members>Countersign_Key</members>');
  });
});
