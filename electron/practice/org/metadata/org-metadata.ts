/** What `--metadata FILE` may add to an org. All of it is optional. */
export interface OrgMetadata {
  readonly objects?: readonly MetadataObject[];
  readonly fields?: readonly (MetadataField & { readonly object: string })[];
  readonly recordTypes?: readonly {
    readonly object: string;
    readonly name: string;
    readonly developerName: string;
    /** The values its records may have of a picklist; all of those that are not named. */
    readonly picklists?: Readonly<Record<string, readonly string[]>>;
  }[];
  readonly validationRules?: readonly {
    readonly object: string;
    readonly name: string;
    readonly when: string;
    readonly message: string;
    readonly field?: string;
  }[];
  readonly duplicateRules?: readonly {
    readonly object: string;
    readonly name: string;
    readonly label?: string;
    readonly fields: readonly string[];
    readonly action: 'alert' | 'block';
    readonly message?: string;
  }[];
  readonly assignmentRules?: readonly {
    readonly object: string;
    readonly name: string;
    readonly when?: string;
    /** A username, or the developer name of a queue. */
    readonly owner: string;
  }[];
  readonly permissions?: readonly {
    readonly profile: string;
    readonly apiEnabled?: boolean;
    readonly objects?: Readonly<Record<string, Partial<Record<'create' | 'read' | 'update' | 'delete', boolean>>>>;
    readonly fields?: Readonly<Record<string, 'hidden' | 'read'>>;
  }[];
  readonly clients?: readonly {
    readonly clientId: string;
    readonly name: string;
    readonly secret?: string;
    readonly redirectUris: readonly string[];
    readonly certificate?: string;
    readonly rotateRefreshTokens?: boolean;
    /** Username of the user that its client credentials flow runs as. */
    readonly runAs?: string;
  }[];
  /** Rows by object, created in the order they stand; `@name` refers to an earlier row's `@name`. */
  readonly rows?: readonly {
    readonly object: string;
    readonly name?: string;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
}

/** A custom object: its name field, and further fields. */
export interface MetadataObject {
  readonly name: string;
  readonly label: string;
  readonly labelPlural?: string;
  readonly nameField?: { readonly label?: string; readonly autoNumber?: string };
  readonly fields?: readonly MetadataField[];
}

/** A custom field. */
export interface MetadataField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly externalId?: boolean;
  readonly caseSensitive?: boolean;
  readonly defaultValue?: string | number | boolean;
  readonly values?: readonly (
    | string
    | {
        readonly value: string;
        readonly label?: string;
        readonly default?: boolean;
        readonly validFor?: readonly string[];
      }
  )[];
  readonly restricted?: boolean;
  readonly controlledBy?: string;
  readonly referenceTo?: string | readonly string[];
  readonly relationshipName?: string;
  readonly childRelationshipName?: string;
  readonly help?: string;
}
