#pragma once

#include "models/rowsort.h"
#include "ui/headerpainter.h"

#include <QWidget>

#include <functional>
#include <map>

namespace larder {

class FilterFields;
class GridState;

/// The header of a grid of results: a click on a column sorts by it, ascending, descending, not at all; with
/// Shift it joins the columns that are sorted by already; with Ctrl it selects the column. Names are dragged
/// to other places, their right edges to other widths. Below each name stands a field that filters.
class ResultHeader final : public QWidget
{
    Q_OBJECT

public:
    ResultHeader(GridState& state, QWidget* parent);

    [[nodiscard]] const std::vector<SortKey>& sortKeys() const { return m_keys; }
    void setSortKeys(std::vector<SortKey> keys);
    /// What is typed, by column; columns without a text are left out.
    [[nodiscard]] std::map<int, QString> filterTexts() const;
    void setFilterText(int column, const QString& text);
    /// Marks the field of @p column as wrong and says why in its tool tip; as right if @p error is empty.
    void setFilterError(int column, const QString& error);
    /// Brings the field of @p column into view, ready to type.
    void focusFilter(int column);
    /// What the values of a column refer to, "customer.id"; empty if to nothing.
    using References = std::function<QString(int column)>;
    /// Marks the columns that refer to others and says so in their tool tips. @p of is asked when columns are
    /// painted for the first time.
    void setReferences(References of);
    /// Forgets keys and texts without a signal, as for columns of other names.
    void clear();

    /// The name of @p column, without its field.
    [[nodiscard]] QRect sectionRect(int column) const;
    /// The width at which the name of @p column is not cut.
    [[nodiscard]] int widthOf(int column) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void sortKeysChanged();
    void filterTextsChanged();
    /// The edge of @p column was clicked twice.
    void autoWidthRequested(int column);
    void menuRequested(int column, const QPoint& globalPlace);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    // Every x is reckoned from left to right.

    /// What the mouse holds.
    struct Held
    {
        enum What { Nothing, Name, Edge, Column } what = Nothing;
        int column = -1;
        int x = 0;
        int width = 0;
    };

    /// What all places in the header follow from, beside the columns.
    struct Placed
    {
        int scroll = 0;
        int gutter = 0;
        bool mirrored = false;
        bool operator==(const Placed&) const = default;
    };

    void placeAll();
    [[nodiscard]] Placed arrangement() const;
    [[nodiscard]] QRect section(int column) const;
    void click(int column, Qt::KeyboardModifiers modifiers);
    void sortBy(int column, bool add);
    void setHover(int column);
    void paintSection(QPainter& painter, int place) const;
    [[nodiscard]] HeaderSection marksOf(int column) const;
    [[nodiscard]] int xOf(const QPointF& point) const;
    [[nodiscard]] int columnAt(int x) const;
    /// The column whose right edge is at @p x; -1 if there is none.
    [[nodiscard]] int edgeAt(int x) const;
    [[nodiscard]] int dropPlace(int x) const;
    [[nodiscard]] QString toolTipOf(int column) const;
    [[nodiscard]] QString referenceOf(int column) const;
    [[nodiscard]] std::vector<SortKey>::const_iterator keyOf(int column) const;

    GridState& m_state;
    HeaderPainter m_painter;
    References m_references;
    mutable std::map<int, QString> m_knownReferences;
    FilterFields* m_fields;
    std::vector<SortKey> m_keys;
    Held m_held;
    // As of the moment when the fields were placed.
    Placed m_placed;
    int m_hover = -1;
    int m_dropX = -1;
};

} // namespace larder
