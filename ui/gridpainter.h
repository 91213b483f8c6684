#pragma once

#include "models/arrangedrows.h"
#include "models/gridselection.h"
#include "models/resultchanges.h"
#include "ui/celllabel.h"
#include "ui/glyphtable.h"

#include <QFontMetrics>
#include <QPalette>

#include <functional>

class QPainter;

namespace larder {

class GridColumns;
class GridRows;

/// What a grid shows at one moment; lives only while it is painted.
struct GridFrame
{
    const ArrangedRows& rows;
    const GridColumns& columns;
    const GridRows& lines;
    const GridSelection& selection;
    QSize size = {};
    /// Whether the columns run from right to left.
    bool mirrored = false;
    /// Pixels before the first column that hold the numbers of the rows.
    int gutter = 0;
    int scroll = 0;
    QPalette palette = {};
    QColor gridColor = {};
    QColor gutterColor = {};
    QColor gutterTextColor = {};
    bool focused = false;
    /// Whether a cell is to be marked as found; may be empty.
    std::function<bool(const Cell& cell, int column)> isHit = {};
    /// Cells that are to be marked as changed; may be null.
    const ResultChanges* changes = nullptr;
};

/// Paints the rows of a grid: plain ASCII as one run of glyphs for each font and colour, which is several
/// times cheaper than a text layout for each cell, and any other text by QPainter. NULL is grey and italic,
/// an empty text a faint mark, a BLOB grey. Numbers stand at the right in any layout, so that their digits
/// line up, and so do texts that are read from the right; other texts stand where their columns begin.
class GridPainter
{
public:
    explicit GridPainter(const QFont& font);

    /// Free pixels between a text and each side of its cell.
    static constexpr int kPadding = 6;

    void paint(QPainter& painter, const GridFrame& frame);
    /// The width of a column in which @p cell is not cut.
    [[nodiscard]] int widthOf(const Cell& cell) const;
    [[nodiscard]] int rowHeight() const;
    /// The width of the numbers of @p rows rows.
    [[nodiscard]] int gutterFor(qint64 rows) const;
    [[nodiscard]] const QFontMetrics& metrics() const { return m_metrics; }

private:
    /// A font and a colour of text.
    enum Ink { Plain, Chosen, Grey, Null, NullChosen };
    static constexpr int kInks = 5;

    struct Run
    {
        QVector<quint32> glyphs;
        QVector<QPointF> places;
    };

    /// One cell that is being painted.
    struct Spot
    {
        QRect area;
        Ink ink = Plain;
        bool right = false;
    };

    void paintColumns(QPainter& painter, const GridFrame& frame, int firstPlace, int endPlace);
    void paintBackgrounds(QPainter& painter, const GridFrame& frame, int firstPlace, int endPlace) const;
    void paintLines(QPainter& painter, const GridFrame& frame, int firstPlace, int endPlace) const;
    /// @p decimals: texts that are decimals stand at the right, as numbers do.
    void paintCell(
        QPainter& painter, const Cell& cell, bool chosen, const QRect& rect, bool decimals = false);
    void paintText(QPainter& painter, const QString& text, const Spot& spot);
    void paintHit(QPainter& painter, const QRect& area, bool chosen) const;
    void paintChanged(QPainter& painter, const QRect& area, bool chosen) const;
    void paintEmptyMark(QPainter& painter, const Spot& spot) const;
    void paintGutter(QPainter& painter, const GridFrame& frame);
    void paintCurrent(QPainter& painter, const GridFrame& frame) const;
    void addRun(QByteArrayView ascii, const Spot& spot);
    void drawRuns(QPainter& painter);
    void setInks(const GridFrame& frame);
    [[nodiscard]] static bool isItalic(Ink ink) { return ink >= Null; }
    [[nodiscard]] const GlyphTable& glyphs(Ink ink) const { return isItalic(ink) ? m_italic : m_upright; }

    QFont m_font;
    QFont m_italicFont;
    QFontMetrics m_metrics;
    GlyphTable m_upright;
    GlyphTable m_italic;
    // Whether texts begin at the right.
    bool m_mirrored = false;
    std::array<QColor, kInks> m_colors;
    std::array<Run, kInks> m_runs;
};

} // namespace larder
