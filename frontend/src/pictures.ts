/*
 * A chart or a map as a picture to take along: its shapes are painted as the page shows them, letters included.
 * (An SVG file could be drawn too, but without the page's letters.)
 */

const AROUND = 24;
const HEAD = 44;
const SCALE = 2;

function paint(brush: CanvasRenderingContext2D, shape: SVGElement, origin: DOMRect): void {
  const look = getComputedStyle(shape);
  if (look.display === 'none') return;
  const path = outline(shape, origin);
  brush.setLineDash((shape.getAttribute('stroke-dasharray') ?? '').split(' ').filter(Boolean).map(Number));
  if (shape instanceof SVGTextContentElement) {
    brush.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    brush.fillStyle = look.fill;
    const box = shape.getBoundingClientRect();
    const start = shape.getStartPositionOfChar(0);
    brush.fillText(shape.textContent ?? '', box.left - origin.left, start.y);
    return;
  }
  if (!path) return;
  if (look.fill !== 'none' && !(shape instanceof SVGLineElement)) {
    brush.fillStyle = look.fill.startsWith('url') ? '#ffffff' : look.fill;
    brush.fill(path);
  }
  if (look.stroke !== 'none') {
    brush.strokeStyle = look.stroke;
    brush.lineWidth = Number.parseFloat(look.strokeWidth);
    brush.stroke(path);
  }
}

/** The outline of a shape in the pixels of the drawing. */
function outline(shape: SVGElement, origin: DOMRect): Path2D | null {
  const path = new Path2D();
  if (shape instanceof SVGRectElement) {
    path.rect(shape.x.baseVal.value, shape.y.baseVal.value, shape.width.baseVal.value, shape.height.baseVal.value);
  } else if (shape instanceof SVGLineElement) {
    path.moveTo(shape.x1.baseVal.value, shape.y1.baseVal.value);
    path.lineTo(shape.x2.baseVal.value, shape.y2.baseVal.value);
  } else if (shape instanceof SVGCircleElement) {
    path.arc(shape.cx.baseVal.value, shape.cy.baseVal.value, shape.r.baseVal.value, 0, 2 * Math.PI);
  } else if (shape instanceof SVGPathElement) {
    const place = shape.getScreenCTM();
    if (!place) return null;
    place.e -= origin.left;
    place.f -= origin.top;
    path.addPath(new Path2D(shape.getAttribute('d') ?? ''), place);
  } else return null;
  return path;
}

function picture(drawing: SVGSVGElement, title: string): HTMLCanvasElement {
  const box = drawing.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = (box.width + 2 * AROUND) * SCALE;
  canvas.height = (box.height + 2 * AROUND + HEAD) * SCALE;
  const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
  brush.scale(SCALE, SCALE);
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const look = getComputedStyle(document.body);
  brush.font = `600 21px ${look.fontFamily}`;
  brush.fillStyle = look.color;
  brush.fillText(title, AROUND, AROUND + 20, box.width);
  brush.translate(AROUND, AROUND + HEAD);
  for (const shape of drawing.querySelectorAll<SVGElement>('rect, line, circle, path, text')) {
    if (!shape.closest('defs, [aria-hidden]')) paint(brush, shape, box);
  }
  return canvas;
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-picture]')) {
  const drawing = button.closest('figure')?.querySelector('svg');
  if (!drawing) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    picture(drawing, button.dataset.picture ?? '').toBlob((blob) => {
      if (!blob) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = button.dataset.file ?? 'chart.png';
      link.click();
      URL.revokeObjectURL(link.href);
    });
  });
}
