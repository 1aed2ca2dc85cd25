import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const FOOT = 770;

// The standard fonts of PDF know western Europe only; a guest's name is printed as it is written.
const fonts = createRequire(import.meta.url);
const fontFile = (name: string) => fonts.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

export interface Column {
  /** Its share of the page's width. */
  share: number;
  align?: 'left' | 'right';
}

/** A printed A4 page after page: headings, paragraphs, and tables that go on over the page. */
export class Paper {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];

  constructor(title: string, made_at: Date) {
    this.#pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: title, CreationDate: made_at } });
    this.#pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#pdf.registerFont('plain', fontFile('DejaVuSansCondensed'));
    this.#pdf.registerFont('bold', fontFile('DejaVuSansCondensed-Bold'));
    this.#pdf.font('plain').fontSize(9);
  }

  heading(text: string, size = 16): this {
    this.#pdf.font('bold').fontSize(size).text(text, MARGIN).font('plain').fontSize(9);
    return this;
  }

  /** Lines of text; what is empty is left out. */
  lines(...texts: (string | null | undefined | false)[]): this {
    for (const text of texts) if (text) this.#pdf.text(text, MARGIN, undefined, { width: WIDTH * 0.7 });
    return this;
  }

  space(lines = 1): this {
    this.#pdf.moveDown(lines);
    return this;
  }

  rule(): this {
    const { y } = this.#pdf;
    this.#pdf
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(0.5)
      .strokeColor('#888')
      .stroke();
    this.#pdf.y = y + 6;
    return this;
  }

  row(columns: readonly Column[], cells: readonly string[], font: 'plain' | 'bold' = 'plain'): this {
    this.#pdf.font(font);
    const whole = columns.reduce((sum, column) => sum + column.share, 0);
    const widths = columns.map(({ share }) => (share / whole) * WIDTH);
    const height = Math.max(
      ...cells.map((cell, index) => this.#pdf.heightOfString(cell, { width: widths[index]! - 8 })),
    );
    if (this.#pdf.y + height > FOOT) this.#pdf.addPage();
    const top = this.#pdf.y;
    let left = MARGIN;
    for (const [index, cell] of cells.entries()) {
      const { align = 'left' } = columns[index]!;
      const inset = align === 'left' ? 0 : 8;
      this.#pdf.text(cell, left + inset, top, { width: widths[index]! - 8, align });
      left += widths[index]!;
    }
    this.#pdf.x = MARGIN;
    this.#pdf.y = top + height + 5;
    this.#pdf.font('plain');
    return this;
  }

  async finish(): Promise<Buffer> {
    const ended = new Promise((resolve, reject) => this.#pdf.on('end', resolve).on('error', reject));
    this.#pdf.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }
}

/** Amounts of a currency as they are printed. */
export function printedMoney(currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minor) => format.format(minor / 10 ** digits);
}
