#pragma once

#include <QObject>

#include <vector>

namespace larder {

/// The columns of a grid: how wide they are, in which order they stand, which are hidden and how many at the
/// left stay when the others scroll. A column is known by its number in the result, a place counts the
/// columns that are shown.
class GridColumns final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// @p count columns in their own order, all shown, none frozen.
    void reset(int count);
    [[nodiscard]] int count() const { return int(m_columns.size()); }

    /// The columns by their places.
    [[nodiscard]] const std::vector<int>& shown() const { return m_shown; }
    /// -1 while it is hidden.
    [[nodiscard]] int placeOf(int column) const { return m_columns[size_t(column)].place; }
    void move(int fromPlace, int toPlace);
    /// The last column that is shown can't be hidden.
    void setHidden(int column, bool hidden);
    void showAll();

    [[nodiscard]] int width(int column) const { return m_columns[size_t(column)].width; }
    /// Widths that were found for the values, by column; those that the user has chosen stay.
    void fitWidths(const std::vector<int>& widths);
    void setWidthByUser(int column, int width);
    [[nodiscard]] bool isSizedByUser(int column) const { return m_columns[size_t(column)].sizedByUser; }
    /// Gives the column to fitWidths() again.
    void releaseWidth(int column) { m_columns[size_t(column)].sizedByUser = false; }

    /// How many places at the left don't scroll.
    [[nodiscard]] int frozen() const { return m_frozen; }
    void setFrozen(int places);

    /// Pixels from the left edge of the first column, as if nothing had scrolled.
    [[nodiscard]] int left(int place) const { return m_lefts[size_t(place)]; }
    [[nodiscard]] int totalWidth() const { return m_lefts.back(); }
    [[nodiscard]] int frozenWidth() const { return left(m_frozen); }
    /// The same in a view that has scrolled by @p scroll pixels.
    [[nodiscard]] int leftInView(int place, int scroll) const;
    /// The place at @p x of that view; -1 behind the last.
    [[nodiscard]] int placeAt(int x, int scroll) const;

Q_SIGNALS:
    /// Other columns are shown, or in another order: @p places[old place] is the new one, or -1.
    void placesChanged(const std::vector<int>& places);
    /// Anything of the above, after placesChanged().
    void changed();

private:
    struct Column
    {
        int width = 0;
        int place = -1;
        bool hidden = false;
        bool sizedByUser = false;
    };

    void arrange();
    void measure();

    std::vector<Column> m_columns;
    // All columns in their order; m_shown leaves out those that are hidden, m_lefts has one more element.
    std::vector<int> m_order;
    std::vector<int> m_shown;
    std::vector<int> m_lefts = {0};
    int m_frozen = 0;
};

} // namespace larder
