import { masterRecordTypeId } from '../ids/record-id.ts';
import { describeField } from './describe-field.ts';
import { goesWithParent } from './goes-with-parent.ts';
import type { ObjectType } from './object-type.ts';

const base = (object: ObjectType, version: string) => `/services/data/v${version}/sobjects/${object.name}`;

/** An object as the global describe shows it. */
export function describeBrief(object: ObjectType, version: string): Record<string, unknown> {
  const url = base(object, version);
  const layoutable = object.createable || object.name === 'User';
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable,
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable,
    deprecatedAndHidden: false,
    feedEnabled: object.feedEnabled,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable,
    mergeable: object.mergeable,
    mruEnabled: layoutable,
    name: object.name,
    queryable: true,
    replicateable: true,
    retrieveable: true,
    searchable: object.searchable,
    triggerable: layoutable,
    undeletable: object.deletable && object.byName.has('isdeleted'),
    updateable: object.updateable,
    urls: {
      ...(layoutable
        ? {
            compactLayouts: `${url}/describe/compactLayouts`,
            rowTemplate: `${url}/{ID}`,
            approvalLayouts: `${url}/describe/approvalLayouts`,
            defaultValues: `${url}/defaultValues?recordTypeId&fields`,
            listviews: `${url}/listviews`,
            describe: `${url}/describe`,
            quickActions: `${url}/quickActions`,
            layouts: `${url}/describe/layouts`,
            sobject: url,
          }
        : { rowTemplate: `${url}/{ID}`, describe: `${url}/describe`, sobject: url }),
    },
  };
}

/** The full describe of an object. */
export function describeObject(object: ObjectType, version: string, instanceUrl: string): Record<string, unknown> {
  const brief = describeBrief(object, version);
  const layouts = `${base(object, version)}/describe/layouts`;
  const urls = typeof brief.urls === 'object' ? brief.urls : {};
  return {
    actionOverrides: [],
    ...brief,
    childRelationships: object.children.map((child) => ({
      cascadeDelete: goesWithParent(child.childObject, child.field, object.name),
      childSObject: child.childObject,
      deprecatedAndHidden: false,
      field: child.field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: child.relationshipName,
      restrictedDelete: false,
    })),
    compactLayoutable: brief.layoutable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: object.fields.map((field) => describeField(object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: brief.layoutable ? recordTypeInfos(object, layouts) : [],
    searchLayoutable: object.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: object.scopes.map((name) => ({ label: scopeLabel(object, name), name })),
    urls: {
      ...urls,
      uiDetailTemplate: `${instanceUrl}/{ID}`,
      uiEditTemplate: `${instanceUrl}/{ID}/e`,
      uiNewRecord: `${instanceUrl}/${object.keyPrefix}/e`,
      ...(object.name === 'Case'
        ? {
            caseArticleSuggestions: `${base(object, version)}/suggestedArticles`,
            caseRowArticleSuggestions: `${base(object, version)}/{ID}/suggestedArticles`,
          }
        : {}),
    },
  };
}

function recordTypeInfos(object: ObjectType, layouts: string) {
  const master = { id: masterRecordTypeId, name: 'Master', developerName: 'Master' };
  return [...object.recordTypes, master].map(({ id, name, developerName }) => ({
    active: true,
    available: true,
    defaultRecordTypeMapping: id === master.id,
    developerName,
    master: id === master.id,
    name,
    recordTypeId: id,
    urls: { layout: `${layouts}/${id}` },
  }));
}

const scopeLabels: Readonly<Record<string, (label: string) => string>> = {
  everything: (label) => `All ${label.toLowerCase()}`,
  mine: (label) => `My ${label.toLowerCase()}`,
  team: (label) => `My team's ${label.toLowerCase()}`,
  queue_owned: (label) => `Queue-owned ${label.toLowerCase()}`,
  user_owned: (label) => `User-owned ${label.toLowerCase()}`,
};

function scopeLabel(object: ObjectType, name: string): string {
  return scopeLabels[name]?.(object.labelPlural) ?? name;
}
