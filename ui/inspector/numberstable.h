#pragma once

#include <QTableView>

namespace larder {

class ChartTableModel;

/// The numbers of a chart as a plain table, from which they can be copied.
class NumbersTable final : public QTableView
{
    Q_OBJECT

public:
    /// @p numbers outlives it.
    NumbersTable(ChartTableModel& numbers, const QString& name, QWidget* parent = nullptr);

private:
    void copySelected() const;
};

} // namespace larder
