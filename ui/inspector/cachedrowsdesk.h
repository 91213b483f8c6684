#pragma once

#include "cache/cacheinspection.h"
#include "models/throttle.h"
#include "ui/inspector/inspector.h"

namespace larder {

class CachedRowsDock;

/// Feeds the panel of the rows that are found by their keys, while it is open, and expires the row that is
/// chosen.
class CachedRowsDesk final : public QObject
{
    Q_OBJECT

public:
    CachedRowsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);

Q_SIGNALS:
    void entryWanted(larder::EntryId id);

private:
    void connectDock();
    void update();
    void updateRows();
    void updateLists();
    void expire();

    const Inspector::Subject m_subject;
    CachedRowsDock* m_dock;
    Throttle m_throttle;
    // What stands in the lines of the panel.
    std::vector<RowScopeInfo> m_tables;
    std::vector<CachedRowInfo> m_rows;
    std::vector<RowListInfo> m_lists;
    // What is chosen.
    std::optional<RowScope> m_table;
    std::optional<std::vector<Value>> m_key;
};

} // namespace larder
