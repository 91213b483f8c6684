#include "ui/gridpainter.h"

#include "models/decimal.h"
#include "models/decimalcolumns.h"
#include "ui/gridcolumns.h"
#include "ui/gridrows.h"

#include <QGlyphRun>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace larder {

namespace {

constexpr int kVerticalPadding = 3;
const QColor kHitColor(0xf5, 0xc2, 0x11);
const QColor kChangeColor(0x2b, 0xa5, 0x9a);

QColor faint(QColor color, float opacity)
{
    color.setAlphaF(opacity);
    return color;
}

QFont italic(QFont font)
{
    font.setItalic(true);
    return font;
}

/// Where @p area, which is reckoned from left to right, is on screen.
QRect seen(const GridFrame& frame, const QRect& area)
{
    return QStyle::visualRect(
        frame.mirrored ? Qt::RightToLeft : Qt::LeftToRight, QRect({}, frame.size), area);
}

/// The cell at @p row, @p place without the lines of the grid, reckoned from left to right.
QRect cellArea(const GridFrame& frame, qint64 row, int place)
{
    const int left = frame.gutter + frame.columns.leftInView(place, frame.scroll);
    const int width = frame.columns.left(place + 1) - frame.columns.left(place);
    return {left, frame.lines.y(row), width - 1, frame.lines.rowHeight() - 1};
}

/// The part of @p range that may be in view.
QRect rangeArea(const GridFrame& frame, const CellRange& range)
{
    const QRect first = cellArea(frame, std::max(range.top, frame.lines.top()), range.left);
    return first.united(cellArea(frame, std::min(range.bottom, frame.lines.last()), range.right));
}

} // namespace

GridPainter::GridPainter(const QFont& font)
    : m_font(font)
    , m_italicFont(italic(font))
    , m_metrics(font)
    , m_upright(font)
    , m_italic(m_italicFont)
{
}

void GridPainter::paint(QPainter& painter, const GridFrame& frame)
{
    painter.fillRect(QRect({}, frame.size), frame.palette.brush(QPalette::Base));
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    m_mirrored = frame.mirrored;
    setInks(frame);
    const int frozen = frame.columns.frozen();
    const int frozenEnd = frame.gutter + frame.columns.frozenWidth();
    const int first = std::max(frozen, frame.columns.placeAt(frame.columns.frozenWidth(), frame.scroll));
    const int last = frame.columns.placeAt(frame.size.width() - frame.gutter, frame.scroll);
    const int end = last < 0 ? int(frame.columns.shown().size()) : last + 1;
    painter.save();
    painter.setClipRect(
        seen(frame, QRect(frozenEnd, 0, frame.size.width() - frozenEnd, frame.size.height())));
    paintColumns(painter, frame, first, end);
    painter.restore();
    if (frozen > 0) {
        painter.save();
        painter.setClipRect(
            seen(frame, QRect(frame.gutter, 0, frame.columns.frozenWidth(), frame.size.height())));
        paintColumns(painter, frame, 0, frozen);
        painter.restore();
        painter.fillRect(seen(frame, QRect(frozenEnd - 1, 0, 1, frame.size.height())),
            faint(frame.palette.color(QPalette::Text), 0.4F));
    }
    paintGutter(painter, frame);
}

int GridPainter::widthOf(const Cell& cell) const
{
    // One pixel for the line of the grid, one for rounding.
    constexpr int kRoom = 2 * kPadding + 2;
    const CellLabel label(cell);
    const Ink ink = cell.isNull() ? Null : Plain;
    if (label.isAscii() && glyphs(ink).isComplete())
        return int(std::ceil(glyphs(ink).width(label.ascii()))) + kRoom;
    const QString text = label.isAscii() ? QString::fromLatin1(label.ascii()) : label.text();
    return m_metrics.horizontalAdvance(text) + kRoom;
}

int GridPainter::rowHeight() const
{
    return m_metrics.height() + 2 * kVerticalPadding;
}

int GridPainter::gutterFor(qint64 rows) const
{
    constexpr qsizetype kFewestDigits = 2;
    const QString digits(std::max(kFewestDigits, QString::number(rows).size()), u'0');
    // Two pixels for lines, one for rounding.
    return m_metrics.horizontalAdvance(digits) + 2 * kPadding + 3;
}

void GridPainter::setInks(const GridFrame& frame)
{
    const QColor text = frame.palette.color(QPalette::Text);
    const QColor chosen = frame.palette.color(QPalette::HighlightedText);
    m_colors = {text, chosen, faint(text, 0.55F), faint(text, 0.55F), chosen};
}

void GridPainter::paintColumns(QPainter& painter, const GridFrame& frame, int firstPlace, int endPlace)
{
    paintBackgrounds(painter, frame, firstPlace, endPlace);
    std::vector<CellRange> chosen;
    for (const CellRange& range : frame.selection.ranges()) {
        if (range.top <= frame.lines.last() && range.bottom >= frame.lines.top())
            chosen.push_back(range);
    }
    for (int place = firstPlace; place < endPlace; ++place) {
        const int column = frame.columns.shown()[size_t(place)];
        const bool decimals
            = frame.rows.result && isDecimalType(frame.rows.result->columns()[size_t(column)].declaredType);
        for (qint64 row = frame.lines.top(); row <= frame.lines.last(); ++row) {
            const bool isChosen = std::any_of(chosen.begin(), chosen.end(), [=](const CellRange& range) {
                return range.top <= row && row <= range.bottom && range.left <= place && place <= range.right;
            });
            const Cell cell = frame.rows.cell(row, column);
            const QRect area = seen(frame, cellArea(frame, row, place));
            if (frame.isHit && frame.isHit(cell, column))
                paintHit(painter, area, isChosen);
            if (frame.changes && frame.changes->isChanged(frame.rows.resultRow(row), column))
                paintChanged(painter, area, isChosen);
            paintCell(painter, cell, isChosen, area, decimals);
        }
    }
    drawRuns(painter);
    paintLines(painter, frame, firstPlace, endPlace);
    paintCurrent(painter, frame);
}

void GridPainter::paintHit(QPainter& painter, const QRect& area, bool chosen) const
{
    if (!chosen) {
        painter.fillRect(area, faint(kHitColor, 0.4F));
        return;
    }
    painter.setPen(QPen(kHitColor, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area.adjusted(1, 1, -1, -1));
}

// A corner besides, since a colour alone is no mark.
void GridPainter::paintChanged(QPainter& painter, const QRect& area, bool chosen) const
{
    if (!chosen)
        painter.fillRect(area, faint(kChangeColor, 0.25F));
    const int size = area.height() / 3;
    painter.setPen(Qt::NoPen);
    painter.setBrush(kChangeColor);
    painter.drawPolygon(
        QPolygon({area.topLeft(), area.topLeft() + QPoint(size, 0), area.topLeft() + QPoint(0, size)}));
}

void GridPainter::paintBackgrounds(
    QPainter& painter, const GridFrame& frame, int firstPlace, int endPlace) const
{
    for (const CellRange& range : frame.selection.ranges()) {
        if (range.top > frame.lines.last() || range.bottom < frame.lines.top())
            continue;
        const CellRange part{
            range.top, range.bottom, std::max(range.left, firstPlace), std::min(range.right, endPlace - 1)};
        if (part.left <= part.right)
            painter.fillRect(seen(frame, rangeArea(frame, part)), frame.palette.brush(QPalette::Highlight));
    }
}

void GridPainter::paintLines(QPainter& painter, const GridFrame& frame, int firstPlace, int endPlace) const
{
    if (firstPlace >= endPlace || frame.lines.last() < frame.lines.top())
        return;
    const QRect all = rangeArea(frame, {frame.lines.top(), frame.lines.last(), firstPlace, endPlace - 1});
    QVector<QRect> lines;
    for (qint64 row = frame.lines.top(); row <= frame.lines.last(); ++row)
        lines.append(seen(frame, {all.left(), frame.lines.y(row + 1) - 1, all.width() + 1, 1}));
    for (int place = firstPlace; place < endPlace; ++place)
        lines.append(
            seen(frame, {cellArea(frame, frame.lines.top(), place).right() + 1, 0, 1, all.bottom() + 2}));
    painter.setPen(Qt::NoPen);
    painter.setBrush(frame.gridColor);
    painter.drawRects(lines);
}

void GridPainter::paintCell(
    QPainter& painter, const Cell& cell, bool chosen, const QRect& rect, bool decimals)
{
    const bool isDecimal = decimals && cell.type == CellType::Text && Decimal::parse(cell.bytes);
    Spot spot{rect.adjusted(kPadding, 0, -kPadding, 0), chosen ? Chosen : Plain,
        m_mirrored || isNumber(cell.type) || isDecimal};
    if (cell.isNull())
        spot.ink = chosen ? NullChosen : Null;
    else if (cell.type == CellType::Blob && !chosen)
        spot.ink = Grey;
    const CellLabel label(cell);
    if (!label.isAscii())
        paintText(painter, label.text(), spot);
    else if (label.ascii().isEmpty())
        paintEmptyMark(painter, spot);
    else if (glyphs(spot.ink).isComplete())
        addRun(label.ascii(), spot);
    else
        paintText(painter, QString::fromLatin1(label.ascii()), spot);
}

void GridPainter::paintText(QPainter& painter, const QString& text, const Spot& spot)
{
    painter.setFont(isItalic(spot.ink) ? m_italicFont : m_font);
    painter.setPen(m_colors[spot.ink]);
    const bool right = spot.right || text.isRightToLeft();
    painter.drawText(spot.area,
        int(Qt::AlignVCenter | Qt::AlignAbsolute | Qt::TextSingleLine
            | (right ? Qt::AlignRight : Qt::AlignLeft)),
        m_metrics.elidedText(text, Qt::ElideRight, spot.area.width()));
}

void GridPainter::paintEmptyMark(QPainter& painter, const Spot& spot) const
{
    // The sign of the empty set, drawn because few fonts have it.
    const qreal size = m_metrics.ascent() * 0.6;
    const qreal left = spot.right ? spot.area.right() + 1 - size * 1.15 : spot.area.left() + size * 0.15;
    const QRectF circle(left, spot.area.center().y() + 0.5 - size / 2, size, size);
    const qreal reach = size * 0.15;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(faint(m_colors[spot.ink], 0.35F), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle);
    painter.drawLine(
        circle.bottomLeft() + QPointF(-reach, reach), circle.topRight() + QPointF(reach, -reach));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void GridPainter::paintGutter(QPainter& painter, const GridFrame& frame)
{
    painter.fillRect(seen(frame, QRect(0, 0, frame.gutter, frame.size.height())), frame.gutterColor);
    painter.fillRect(seen(frame, QRect(frame.gutter - 1, 0, 1, frame.size.height())), frame.gridColor);
    const std::optional<GridPlace>& current = frame.selection.current();
    m_colors[Plain] = frame.gutterTextColor;
    for (qint64 row = frame.lines.top(); row <= frame.lines.last(); ++row) {
        const QRect area
            = seen(frame, QRect(0, frame.lines.y(row), frame.gutter - 1, frame.lines.rowHeight() - 1));
        if (current && current->row == row)
            painter.fillRect(area, faint(frame.palette.color(QPalette::Highlight), 0.3F));
        painter.fillRect(QRect(area.left(), area.bottom() + 1, area.width(), 1), frame.gridColor);
        Cell number;
        number.type = CellType::Integer;
        number.integer = row + 1;
        paintCell(painter, number, false, area);
    }
    drawRuns(painter);
}

void GridPainter::paintCurrent(QPainter& painter, const GridFrame& frame) const
{
    const std::optional<GridPlace>& current = frame.selection.current();
    if (!current || !frame.focused || current->row < frame.lines.top() || current->row > frame.lines.last())
        return;
    painter.setPen(faint(m_colors[frame.selection.contains(*current) ? Chosen : Plain], 0.6F));
    painter.setBrush(Qt::NoBrush);
    const QRect area = seen(frame, cellArea(frame, current->row, current->place));
    painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5));
}

void GridPainter::addRun(QByteArrayView ascii, const Spot& spot)
{
    const GlyphTable& table = glyphs(spot.ink);
    Run& run = m_runs[spot.ink];
    const double room = spot.area.width();
    double width = table.width(ascii);
    const bool cut = width > room;
    if (cut) {
        width = table.ellipsis().advance;
        qsizetype fitting = 0;
        for (; width + table.glyph(ascii[fitting]).advance <= room; ++fitting)
            width += table.glyph(ascii[fitting]).advance;
        ascii = ascii.first(fitting);
    }
    const int top = spot.area.top() + (spot.area.height() - m_metrics.height()) / 2;
    QPointF at(spot.right ? spot.area.right() + 1 - width : spot.area.left(), top + m_metrics.ascent());
    const auto add = [&](const GlyphTable::Glyph& glyph) {
        run.glyphs.append(glyph.index);
        run.places.append(at);
        at.rx() += glyph.advance;
    };
    for (const char letter : ascii)
        add(table.glyph(letter));
    if (cut)
        add(table.ellipsis());
}

void GridPainter::drawRuns(QPainter& painter)
{
    for (size_t ink = 0; ink < m_runs.size(); ++ink) {
        Run& run = m_runs[ink];
        if (run.glyphs.isEmpty())
            continue;
        QGlyphRun glyphRun;
        glyphRun.setRawFont(glyphs(Ink(ink)).rawFont());
        glyphRun.setGlyphIndexes(run.glyphs);
        glyphRun.setPositions(run.places);
        painter.setPen(m_colors[ink]);
        painter.drawGlyphRun({}, glyphRun);
        run.glyphs.resize(0);
        run.places.resize(0);
    }
}

} // namespace larder
