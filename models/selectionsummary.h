#pragma once

#include "models/arrangedrows.h"
#include "models/cellselection.h"
#include "models/rowworker.h"

#include <QTimer>

namespace larder {

/// Says what is selected in a grid, a moment after the selection has come to rest: at once for few cells,
/// else from a thread of its own, with what it has come to so far.
class SelectionSummary final : public QObject
{
    Q_OBJECT

public:
    explicit SelectionSummary(QObject* parent);

    void setSelection(const ArrangedRows& rows, CellSelection selection);

Q_SIGNALS:
    /// Count, sum, average, least and greatest number; empty for a single cell.
    void changed(const QString& text);

private:
    void summarise();
    void say(const QString& text);

    ArrangedRows m_rows;
    CellSelection m_selection;
    QString m_text;
    QTimer m_delay;
    RowWorker m_worker;
};

} // namespace larder
