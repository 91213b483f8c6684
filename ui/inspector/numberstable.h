#pragma once

#include "ui/inspector/paneltable.h"

namespace larder {

class ChartTableModel;

/// The numbers of a chart as a plain table, from which they can be copied.
class NumbersTable final : public PanelTable
{
    Q_OBJECT

public:
    /// @p numbers outlives it.
    NumbersTable(ChartTableModel& numbers, const QString& name, QWidget* parent = nullptr);
};

} // namespace larder
