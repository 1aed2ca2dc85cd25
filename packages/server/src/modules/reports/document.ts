import PDFDocument from 'pdfkit';

const LEFT = 50;
const WIDTH = 495;
const BOTTOM = 780;

/** The standard fonts know the Latin alphabets of western Europe; what they do not know shows as a question mark. */
const printable = (text: string) => text.normalize('NFC').replace(/[^\u0020-\u00ff–—’·÷€]/g, '?');

/** A plain printed report: headings, and tables that go on over the page. */
export class ReportDocument {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];

  constructor(title: string, subtitle: string, made_at: Date) {
    this.#pdf = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: title, CreationDate: made_at } });
    this.#pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#pdf.font('Helvetica-Bold').fontSize(20).text(printable(title), LEFT, 50);
    this.#pdf.font('Helvetica').fontSize(11).fillColor('#555').text(printable(subtitle)).fillColor('#000');
  }

  section(title: string, head: readonly string[], rows: readonly (readonly string[])[], empty: string): void {
    this.#space(60);
    this.#pdf.moveDown(1).font('Helvetica-Bold').fontSize(13).text(printable(title), LEFT);
    this.#pdf.moveDown(0.3).fontSize(9);
    if (rows.length === 0) {
      this.#pdf.font('Helvetica').fillColor('#555').text(printable(empty), LEFT).fillColor('#000');
      return;
    }
    this.#row(head, 'Helvetica-Bold');
    for (const row of rows) this.#row(row, 'Helvetica');
  }

  async finish(): Promise<Buffer> {
    const ended = new Promise((resolve) => this.#pdf.on('end', resolve));
    this.#pdf.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #row(cells: readonly string[], font: string): void {
    this.#space(16);
    const y = this.#pdf.y;
    const width = WIDTH / cells.length;
    this.#pdf.font(font);
    for (const [column, cell] of cells.entries()) {
      const align = column > 0 && /^[-–]?[\d.,]+( ?[%A-Z€]+)?$/.test(cell) ? 'right' : 'left';
      this.#pdf.text(printable(cell), LEFT + column * width, y, {
        width: width - 8,
        height: 12,
        ellipsis: true,
        align,
      });
    }
    this.#pdf.y = y + 14;
  }

  #space(height: number): void {
    if (this.#pdf.y + height > BOTTOM) this.#pdf.addPage();
  }
}
