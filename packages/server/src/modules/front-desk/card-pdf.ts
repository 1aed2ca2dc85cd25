import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH, type BoardStay, type RegistrationCard } from '@hostelry/contracts';
import PDFDocument from 'pdfkit';

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const PAD = { width: 260, height: 104 };

/** A registration card on A4: what the guest declared, for which stay, and the signature or the line for one. */
export function cardPdf(
  hotel: { name: string; city: string | null },
  stay: BoardStay,
  card: RegistrationCard,
): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    info: { Title: `Registration card ${stay.confirmation_code}` },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.font('Helvetica-Bold').fontSize(16).text(hotel.name);
  document
    .font('Helvetica')
    .fontSize(9)
    .text(hotel.city ?? '');
  document.moveDown(2).font('Helvetica-Bold').fontSize(14).text('Registration card').moveDown();
  for (const [label, value] of linesOf(stay, card)) line(document, label, value);
  document
    .moveDown(2)
    .font('Helvetica')
    .fontSize(9)
    .text('The guest confirms that these particulars are true.', MARGIN);
  sign(document, card);
  document.end();
  return done;
}

function linesOf(stay: BoardStay, card: RegistrationCard): [string, string][] {
  const text = (...parts: (string | null)[]) => parts.filter(Boolean).join('  ');
  return [
    ['Booking', stay.confirmation_code],
    ['Room', text(stay.room_number, stay.room_type_code)],
    ['Arrival', stay.start_date],
    ['Departure', stay.end_date],
    ['Guests', `${stay.adults} adults, ${stay.children} children`],
    ['Name', card.guest_name],
    ['Nationality', text(card.nationality)],
    ['Date of birth', text(card.birth_date)],
    ['Document', text(card.document_type, card.document_number, card.document_country)],
    ['Valid until', text(card.document_expires_on)],
    ['Address', card.address],
    ['Key packets', String(card.key_packets)],
  ];
}

type Document = InstanceType<typeof PDFDocument>;

function line(document: Document, label: string, value: string): void {
  const top = document.y;
  document.font('Helvetica').fontSize(9).fillColor('#555').text(label, MARGIN, top, { width: 110 });
  document
    .fontSize(11)
    .fillColor('#000')
    .text(value || ' ', MARGIN + 120, top, { width: WIDTH - 120 });
  document.y = Math.max(document.y, top + 14) + 6;
}

function sign(document: Document, card: RegistrationCard): void {
  const top = document.y + 12;
  for (const stroke of card.signature ?? []) {
    stroke.forEach(([x, y], index) => {
      const [left, down] = [MARGIN + (x! / SIGNATURE_WIDTH) * PAD.width, top + (y! / SIGNATURE_HEIGHT) * PAD.height];
      if (index === 0) document.moveTo(left, down);
      else document.lineTo(left, down);
    });
    document.lineWidth(1.4).lineCap('round').stroke('#000');
  }
  const foot = top + PAD.height + 4;
  document
    .moveTo(MARGIN, foot)
    .lineTo(MARGIN + PAD.width, foot)
    .lineWidth(0.5)
    .stroke();
  const when = card.signed_at ? `Signed ${card.signed_at.slice(0, 10)}, taken by ${card.taken_by_name}` : 'Signature';
  document
    .font('Helvetica')
    .fontSize(8)
    .fillColor('#555')
    .text(when, MARGIN, foot + 4);
}
