#include "ui/hexview.h"

#include "models/hexlines.h"
#include "models/quantitytext.h"
#include "ui/syntaxcolors.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QMenu>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QtMath>

#include <algorithm>
#include <climits>

namespace larder {

namespace {

constexpr qint64 kMostCopiedBytes = qint64(8) << 20;
constexpr int kMargin = 6;
constexpr int kGapCharacters = 2;
constexpr int kByteCharacters = 2;

} // namespace

HexView::HexView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Bytes of the value"));
    setFocusPolicy(Qt::StrongFocus);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
}

void HexView::setValue(const CellValue& value)
{
    m_value = value;
    m_bytes.reset();
    if (value.isValid())
        m_bytes.emplace(value.cell());
    m_anchor = 0;
    m_cursor = 0;
    fitScrollBars();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

std::optional<HexView::Range> HexView::selection() const
{
    if (bytes().isEmpty())
        return std::nullopt;
    return Range{qMin(m_anchor, m_cursor), qMax(m_anchor, m_cursor)};
}

void HexView::select(const Range& range)
{
    Q_ASSERT(range.first >= 0 && range.last < bytes().size());
    m_anchor = range.first;
    moveCursor(range.last, true);
}

void HexView::copyHex()
{
    if (const auto copied = bytesToCopy())
        QGuiApplication::clipboard()->setText(hexText(*copied));
}

void HexView::copyText()
{
    if (const auto copied = bytesToCopy())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(*copied));
}

void HexView::selectAll()
{
    if (bytes().isEmpty())
        return;
    // The view stays where it is.
    m_anchor = 0;
    m_cursor = bytes().size() - 1;
    Q_EMIT told(tr("%1 bytes selected").arg(bytes().size()));
    viewport()->update();
}

void HexView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setFont(font());
    painter.translate(-horizontalScrollBar()->value(), 0);
    const qint64 first = verticalScrollBar()->value();
    const qint64 last = qMin(hexLineCount(bytes().size()), first + visibleLines() + 1);
    for (qint64 line = first; line < last; ++line) {
        const int top = int(line - first) * lineHeight();
        paintSelection(painter, line, top);
        paintLine(painter, line, top);
    }
}

void HexView::paintLine(QPainter& painter, qint64 line, int top) const
{
    const HexLine shown = hexLine(bytes(), line);
    const Columns at = columns();
    const int base = top + fontMetrics().ascent();
    const QColor text = palette().color(QPalette::Text);
    painter.setPen(mixedColor(palette().color(QPalette::Base), text, 0.6));
    painter.drawText(QPointF(kMargin, base), shown.offset);
    painter.setPen(text);
    painter.drawText(QPointF(at.bytes, base), shown.bytes);
    painter.drawText(QPointF(at.text, base), shown.text);
}

void HexView::paintSelection(QPainter& painter, qint64 line, int top) const
{
    const Range selected = *selection();
    const qint64 begin = line * kHexLineBytes;
    const int from = int(std::clamp<qint64>(selected.first - begin, 0, kHexLineBytes));
    const int to = int(std::clamp<qint64>(selected.last - begin, -1, kHexLineBytes - 1));
    if (from > to)
        return;
    const Columns at = columns();
    const qreal wide = charWidth();
    const QColor color = mixedColor(
        palette().color(QPalette::Base), palette().color(QPalette::Highlight), hasFocus() ? 0.45 : 0.25);
    const int bytesEnd = hexColumn(to) + kByteCharacters;
    const auto fill = [&](qreal left, int characters) {
        painter.fillRect(QRectF(left, top, characters * wide, lineHeight()), color);
    };
    fill(at.bytes + hexColumn(from) * wide, bytesEnd - hexColumn(from));
    fill(at.text + from * wide, to - from + 1);
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBars();
}

void HexView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitScrollBars();
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    const bool selects = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 page = qint64(qMax(1, visibleLines())) * kHexLineBytes;
    const qint64 line = m_cursor - m_cursor % kHexLineBytes;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(m_cursor - 1, selects);
    case Qt::Key_Right:
        return moveCursor(m_cursor + 1, selects);
    case Qt::Key_Up:
        return moveCursor(m_cursor < kHexLineBytes ? m_cursor : m_cursor - kHexLineBytes, selects);
    case Qt::Key_Down:
        return moveCursor(m_cursor + kHexLineBytes, selects);
    case Qt::Key_PageUp:
        return moveCursor(m_cursor - page, selects);
    case Qt::Key_PageDown:
        return moveCursor(m_cursor + page, selects);
    case Qt::Key_Home:
        return moveCursor(far ? 0 : line, selects);
    case Qt::Key_End:
        return moveCursor(far ? bytes().size() - 1 : line + kHexLineBytes - 1, selects);
    default:
        break;
    }
    if (event->matches(QKeySequence::Copy))
        copyHex();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        moveCursor(byteAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveCursor(byteAt(event->position().toPoint()), true);
}

void HexView::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
}

void HexView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as &hex"), QKeySequence::Copy, this, &HexView::copyHex);
    menu->addAction(tr("Copy as &text"), this, &HexView::copyText);
    menu->addSeparator();
    menu->addAction(tr("Select &all"), QKeySequence::SelectAll, this, &HexView::selectAll);
    for (QAction* const action : menu->actions())
        action->setEnabled(!bytes().isEmpty());
    menu->popup(event->globalPos());
}

void HexView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

int HexView::lineHeight() const
{
    return fontMetrics().height() + 2;
}

qreal HexView::charWidth() const
{
    return QFontMetricsF(font()).horizontalAdvance(u'0');
}

HexView::Columns HexView::columns() const
{
    Columns at;
    const qreal gap = kGapCharacters * charWidth();
    at.bytes = kMargin + hexOffsetDigits(bytes().size()) * charWidth() + gap;
    at.text = at.bytes + (hexColumn(kHexLineBytes - 1) + kByteCharacters) * charWidth() + gap;
    at.end = at.text + kHexLineBytes * charWidth() + kMargin;
    return at;
}

int HexView::visibleLines() const
{
    return viewport()->height() / lineHeight();
}

// The nearest one, also from outside of the columns.
qint64 HexView::byteAt(const QPoint& place) const
{
    const Columns at = columns();
    const int x = place.x() + horizontalScrollBar()->value();
    int index = int((x - at.text) / charWidth());
    if (x < at.text - charWidth()) {
        index = 0;
        while (index < kHexLineBytes - 1 && x >= at.bytes + hexColumn(index + 1) * charWidth())
            ++index;
    }
    const int below = place.y() < 0 ? -1 : place.y() / lineHeight();
    return (qint64(verticalScrollBar()->value()) + below) * kHexLineBytes
        + qBound(0, index, kHexLineBytes - 1);
}

void HexView::fitScrollBars()
{
    const qint64 lines = hexLineCount(bytes().size());
    verticalScrollBar()->setRange(0, int(std::clamp<qint64>(lines - visibleLines(), 0, INT_MAX)));
    verticalScrollBar()->setPageStep(qMax(1, visibleLines()));
    horizontalScrollBar()->setRange(0, qMax(0, qCeil(columns().end) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(qCeil(charWidth()));
}

void HexView::moveCursor(qint64 to, bool select)
{
    if (bytes().isEmpty())
        return;
    m_cursor = std::clamp<qint64>(to, 0, bytes().size() - 1);
    if (!select)
        m_anchor = m_cursor;
    showCursor();
    viewport()->update();
    const Range range = *selection();
    const QString place = QString::number(m_cursor, 16);
    const QString text = range.size() > 1
        ? tr("%1 bytes selected").arg(range.size())
        : tr("Byte %1 (hex %2): %3").arg(m_cursor).arg(place, hexText(bytes().sliced(m_cursor, 1)));
    setAccessibleDescription(text);
    Q_EMIT told(text);
}

void HexView::showCursor()
{
    const qint64 line = m_cursor / kHexLineBytes;
    QScrollBar* const bar = verticalScrollBar();
    if (line < bar->value())
        bar->setValue(int(line));
    else if (line >= qint64(bar->value()) + visibleLines())
        bar->setValue(int(line - visibleLines() + 1));
}

std::optional<QByteArrayView> HexView::bytesToCopy()
{
    const auto range = selection();
    if (!range)
        return std::nullopt;
    if (range->size() > kMostCopiedBytes) {
        Q_EMIT told(tr("Not copied: %1 are more than the %2 that fit the clipboard. Save to a file instead.")
                        .arg(bytesText(range->size()), bytesText(kMostCopiedBytes)));
        return std::nullopt;
    }
    return bytes().sliced(range->first, range->size());
}

} // namespace larder
