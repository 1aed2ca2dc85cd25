import { IdParams, RoomPicture, RoomPictureChange } from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { localFiles } from '../../../adapters/files/local.ts';
import { authorize } from '../../../platform/actor.ts';
import { badField, DomainError, found } from '../../../platform/errors.ts';
import { act, open, read, type Route } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { expectRoomType } from '../../rooms/index.ts';
import { addPicture, changePicture, findPicture, picturesOf, removePicture } from '../commands/keep-pictures.ts';
import { pictureType } from '../rules.ts';

/** Pictures of room types: given by the hotel, seen by everybody. */
export const pictureRoutes: readonly Route[] = [
  read({
    path: '/room-types/:id/pictures',
    summary: 'The pictures of a room type, in order',
    permission: 'rooms.read',
    params: IdParams,
    reply: Type.Array(RoomPicture),
    run: async ({ tx, params }) => {
      const type = await expectRoomType(tx, params.id);
      authorize(tx.actor, 'rooms.read', type.outlet_id);
      return picturesOf(tx, type.id);
    },
  }),
  open({
    method: 'POST',
    path: '/room-types/:id/pictures',
    summary: 'Upload a picture of a room type',
    description:
      'As multipart form: a `file` (JPEG, PNG or WebP, up to 5 MB) and, before it, `alt`, the words for those who cannot see it.',
    permission: 'booking_page.manage',
    because:
      'A file arrives as a stream and is stored outside the transaction; the command audits it. A repeat is another picture.',
    params: IdParams,
    reply: RoomPicture,
    status: 201,
    run: async ({ database, config, actor, params, request }) => {
      if (!request.isMultipart()) throw new DomainError('UNSUPPORTED_MEDIA_TYPE');
      const type = await database.inTenant(actor!, (tx) => expectRoomType(tx, params.id), { read_only: true });
      authorize(actor!, 'booking_page.manage', type.outlet_id);
      const upload = await request.file();
      if (!upload) throw badField('file', 'is missing');
      const content = await upload.toBuffer();
      const content_type = pictureType(content);
      if (!content_type) throw badField('file', 'must be a JPEG, PNG or WebP picture');
      const alt = String((upload.fields.alt as { value?: unknown } | undefined)?.value ?? '').slice(0, 200);
      const file_key = `pictures/${type.outlet_id}/${newId()}`;
      await localFiles(config.data_dir).put(file_key, content);
      return database.inTenant(actor!, (tx) => addPicture(tx, type, { file_key, content_type, alt }), {
        request: { request_id: request.id, ip: request.ip },
      });
    },
  }),
  act({
    method: 'PATCH',
    path: '/room-pictures/:id',
    summary: 'Describe a picture, or move it to another place',
    permission: 'booking_page.manage',
    params: IdParams,
    body: RoomPictureChange,
    reply: RoomPicture,
    run: async ({ tx, params, body }) => {
      const picture = found(await findPicture(tx, params.id));
      authorize(tx.actor, 'booking_page.manage', picture.outlet_id);
      return changePicture(tx, picture, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/room-pictures/:id',
    summary: 'Take a picture away',
    permission: 'booking_page.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      const picture = found(await findPicture(tx, params.id));
      authorize(tx.actor, 'booking_page.manage', picture.outlet_id);
      await removePicture(tx, picture);
    },
  }),
  open({
    method: 'GET',
    path: '/public/pictures/:id',
    summary: 'A picture of a room',
    permission: 'public',
    because: 'Pictures are shown to everybody, as files with a cache of their own.',
    params: IdParams,
    run: async ({ database, config, params, reply }) => {
      const picture = await database.asSystem(async (db) => {
        const { rows } = await sql<{ file_key: string; content_type: string }>`
          select file_key, content_type from booking_page.pictures where id = ${params.id}`.execute(db);
        return rows[0];
      });
      const content = picture && (await localFiles(config.data_dir).get(picture.file_key));
      if (!picture || !content) throw new DomainError('NOT_FOUND');
      return reply
        .header('content-type', picture.content_type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(content);
    },
  }),
];
