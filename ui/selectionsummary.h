#pragma once

#include "models/arrangedrows.h"
#include "models/cellselection.h"

#include <QObject>
#include <QTimer>

namespace larder {

/// Says what is selected in a grid, a moment after the selection has come to rest.
class SelectionSummary final : public QObject
{
    Q_OBJECT

public:
    explicit SelectionSummary(QObject* parent);

    void setSelection(const ArrangedRows& rows, CellSelection selection);

Q_SIGNALS:
    /// Sum and count; empty for a single cell.
    void changed(const QString& text);

private:
    void summarise();

    ArrangedRows m_rows;
    CellSelection m_selection;
    QString m_text;
    QTimer m_delay;
};

} // namespace larder
