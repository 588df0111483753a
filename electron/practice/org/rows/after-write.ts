import { createHash } from 'node:crypto';
import { goesWithParent } from '../schema/goes-with-parent.ts';
import { quoted, type SqlRow } from '../store/store.ts';
import type { DraftRow } from './derive-row.ts';
import type { createRow, deleteRow, RowWrite } from './write-row.ts';

/** What the creation of a row brings with it: a file's document and link, a case's comment. */
export function followUpCreate(write: RowWrite, row: DraftRow, create: typeof createRow): void {
  if (write.object.name === 'ContentVersion') addDocument(write, row, create);
  if (write.object.name === 'Case') moveCommentsAside(write, row, create);
}

/** The same after an update. */
export function followUpUpdate(write: RowWrite, row: DraftRow, create: typeof createRow): void {
  if (write.object.name === 'Case') moveCommentsAside(write, row, create);
}

/** Rows that go with the deleted one, and lookups at it that become empty. */
export function followUpDelete(write: RowWrite, row: SqlRow, remove: typeof deleteRow): void {
  const { org, object } = write;
  const id = String(row.Id);
  for (const child of org.schema.objects) {
    for (const field of child.fields) {
      if (field.type !== 'reference' || !field.referenceTo.includes(object.name)) continue;
      if (!goesWithParent(child.name, field.name, object.name)) {
        if (field.nillable && !field.name.startsWith('LastModified')) clearLookup(write, child.name, field.name);
        continue;
      }
      const rows = org.store.all(
        `SELECT "Id" AS id FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ? AND "IsDeleted" = 0`,
        [id],
      );
      for (const found of rows) remove({ ...write, object: { ...child, deletable: true } }, String(found.id));
    }
  }

  function clearLookup({ org: { store } }: RowWrite, table: string, field: string): void {
    store.run(`UPDATE ${quoted(table)} SET ${quoted(field)} = NULL WHERE ${quoted(field)} = ?`, [id]);
  }
}

/** Case.Comments is a side door: what is written there becomes a CaseComment and the field stays empty. */
function moveCommentsAside(write: RowWrite, row: DraftRow, create: typeof createRow): void {
  if (row.Comments == null || row.Comments === '') return;
  const comment = write.org.schema.find('CaseComment');
  write.org.store.run('UPDATE "Case" SET "Comments" = NULL WHERE "Id" = ?', [row.Id ?? null]);
  if (comment === undefined) return;
  create({ ...write, object: comment }, { ParentId: row.Id, CommentBody: row.Comments });
}

/** The first version of a file makes its document, and links it to where it is first published. */
function addDocument(write: RowWrite, row: DraftRow, create: typeof createRow): void {
  const { org } = write;
  const bytes = row.VersionData instanceof Uint8Array ? row.VersionData : new Uint8Array();
  const size = row.ContentUrl == null ? bytes.byteLength : null;
  const checksum = createHash('md5').update(bytes).digest('hex');
  org.store.run('UPDATE "ContentVersion" SET "ContentSize" = ?, "Checksum" = ? WHERE "Id" = ?', [
    size,
    checksum,
    row.Id ?? null,
  ]);
  if (row.ContentDocumentId == null) newDocument(write, row, size);
  else addVersion(write, row, size);
  const links = org.schema.find('ContentDocumentLink');
  if (links === undefined || row.FirstPublishLocationId == null) return;
  create(
    { ...write, object: links },
    { LinkedEntityId: row.FirstPublishLocationId, ContentDocumentId: row.ContentDocumentId, ShareType: 'V' },
  );
}

function newDocument({ org }: RowWrite, row: DraftRow, size: number | null): void {
  const id = org.nextId('069');
  org.store.run(
    `INSERT INTO "ContentDocument" ("Id", "Title", "Description", "OwnerId", "CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate", "SystemModstamp", "PublishStatus", "LatestPublishedVersionId", "ContentSize", "FileType", "FileExtension", "SharingOption", "SharingPrivacy", "ContentModifiedDate")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'P', ?, ?, ?, ?, 'A', 'N', ?)`,
    [
      id,
      row.Title ?? null,
      row.Description ?? null,
      row.OwnerId ?? null,
      row.CreatedById ?? null,
      row.CreatedDate ?? null,
      row.LastModifiedById ?? null,
      row.LastModifiedDate ?? null,
      row.SystemModstamp ?? null,
      row.Id ?? null,
      size,
      row.FileType ?? null,
      row.FileExtension ?? null,
      row.CreatedDate ?? null,
    ],
  );
  row.ContentDocumentId = id;
  org.store.run(
    `UPDATE "ContentVersion" SET "ContentDocumentId" = ?, "VersionNumber" = '1', "PublishStatus" = 'P' WHERE "Id" = ?`,
    [id, row.Id ?? null],
  );
}

function addVersion({ org }: RowWrite, row: DraftRow, size: number | null): void {
  const { store } = org;
  const documentId = row.ContentDocumentId ?? null;
  const count = store.get('SELECT count(*) AS n FROM "ContentVersion" WHERE "ContentDocumentId" = ?', [documentId])?.n;
  store.run('UPDATE "ContentVersion" SET "IsLatest" = 0 WHERE "ContentDocumentId" = ? AND "Id" <> ?', [
    documentId,
    row.Id ?? null,
  ]);
  store.run(`UPDATE "ContentVersion" SET "VersionNumber" = ?, "PublishStatus" = 'P' WHERE "Id" = ?`, [
    String(count ?? 1),
    row.Id ?? null,
  ]);
  store.run(
    'UPDATE "ContentDocument" SET "LatestPublishedVersionId" = ?, "ContentSize" = ?, "Title" = ?, "FileType" = ?, "FileExtension" = ?, "SystemModstamp" = ? WHERE "Id" = ?',
    [
      row.Id ?? null,
      size,
      row.Title ?? null,
      row.FileType ?? null,
      row.FileExtension ?? null,
      row.SystemModstamp ?? null,
      documentId,
    ],
  );
}
