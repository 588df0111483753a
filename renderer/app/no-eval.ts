import { config } from 'zod';

// zod tries `new Function` when the first schema is built; under the content policy that would be a reported violation.
config({ jitless: true });
