#pragma once

#include "models/arrangedrows.h"

#include <QTableView>

namespace larder {

/// Gives the columns of a table view the widths that their values need: bounded for text, full for integers,
/// since a key that is cut is a wrong key. Leaves alone a column that the user has sized.
class ColumnFitter final : public QObject
{
    Q_OBJECT

public:
    explicit ColumnFitter(QTableView& view);

    /// Sizes the columns of a new result by its first page. Columns as those before keep their widths at
    /// least.
    void fit(const ArrangedRows& rows);
    /// Widens columns for the rows that have come since, by a sample of them all.
    void widen(const ArrangedRows& rows);
    /// Widens the visible columns until the integers of the visible rows can be read.
    void widenForVisibleIntegers(const ArrangedRows& rows);
    /// Forgets all widths, as after a change of the font.
    void forget() { m_columns.clear(); }

private:
    struct Fit
    {
        int width = 0;
        bool byUser = false;
    };

    void startColumns(const ArrangedRows& rows);
    void widenBy(const ArrangedRows& rows, int column, qint64 row);
    [[nodiscard]] int widthOf(const Cell& cell) const;
    [[nodiscard]] int longestWidth() const;
    void apply();

    QTableView& m_view;
    // m_fits[i] belongs to m_columns[i].
    std::vector<ColumnInfo> m_columns;
    std::vector<Fit> m_fits;
    bool m_applying = false;
};

} // namespace larder
