import type { KeyFieldDefinition } from '../../../shared/contract/org-views.ts';
import { KEY_FIELD } from '../writes/keyed-create.ts';

const label = 'Countersign Key';
const length = 64;
const permissionSet = 'Countersign_Key';
/** The oldest version that every org of today still takes. */
const apiVersion = '60.0';

/** Our External ID field on these objects, as an admin creates it by hand or deploys it. */
export function keyFieldDefinition(objects: readonly string[]): KeyFieldDefinition {
  return {
    name: KEY_FIELD,
    label,
    type: 'Text',
    length,
    objects: [...objects],
    files: [
      { path: 'package.xml', text: packageXml(objects) },
      ...objects.map((object) => ({ path: `objects/${object}.object`, text: objectXml() })),
      { path: `permissionsets/${permissionSet}.permissionset`, text: permissionSetXml(objects) },
    ],
  };
}

function objectXml(): string {
  return metadataXml('CustomObject', [
    '  <fields>',
    `    <fullName>${KEY_FIELD}</fullName>`,
    `    <label>${label}</label>`,
    '    <description>Set by Countersign, so that a record can be created only once.</description>',
    '    <type>Text</type>',
    `    <length>${length}</length>`,
    '    <externalId>true</externalId>',
    '    <unique>true</unique>',
    '    <caseSensitive>true</caseSensitive>',
    '    <required>false</required>',
    '  </fields>',
  ]);
}

/** A deployed field is seen by nobody until a permission says so. */
function permissionSetXml(objects: readonly string[]): string {
  const permissions = objects.flatMap((object) => [
    '  <fieldPermissions>',
    `    <field>${object}.${KEY_FIELD}</field>`,
    '    <editable>true</editable>',
    '    <readable>true</readable>',
    '  </fieldPermissions>',
  ]);
  return metadataXml('PermissionSet', [...permissions, `  <label>${label}</label>`]);
}

function packageXml(objects: readonly string[]): string {
  const members = objects.map((object) => `    <members>${object}.${KEY_FIELD}</members>`);
  return metadataXml('Package', [
    '  <types>',
    ...members,
    '    <name>CustomField</name>',
    '  </types>',
    '  <types>',
    `    <members>${permissionSet}</members>`,
    '    <name>PermissionSet</name>',
    '  </types>',
    `  <version>${apiVersion}</version>`,
  ]);
}

function metadataXml(root: string, lines: readonly string[]): string {
  const open = `<${root} xmlns="http://soap.sforce.com/2006/04/metadata">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', open, ...lines, `</${root}>`, ''].join('\n');
}
