#pragma once

#include "models/inspector/cachetotals.h"
#include "models/throttle.h"
#include "ui/connectioninfo.h"
#include "ui/inspector/inspector.h"

#include <QElapsedTimer>

namespace larder {

class CacheEntriesDock;

/// Feeds the panel of the cache entries from the cache, at most 4 times a second.
class EntriesFeed final : public QObject
{
    Q_OBJECT

public:
    EntriesFeed(const Inspector::Subject& subject, CacheEntriesDock& dock, QObject* parent = nullptr);

    /// What the window calls the open databases.
    void setConnections(const std::vector<ConnectionInfo>& connections);

private:
    void connectCache();
    void takeEntries();
    void showEntries();
    /// Sets the ranks of eviction in @p entries, at most once a second anew.
    void rank(std::vector<EntryInfo>& entries);

    const Inspector::Subject m_subject;
    CacheEntriesDock& m_dock;
    Throttle m_throttle;
    std::vector<ConnectionInfo> m_connections;
    // What was taken last, or what the panel showed before that, for its memory.
    std::vector<EntryInfo> m_entries;
    CacheTotals m_totals;
    QTimer m_taken;
    // By id, as they were last found out.
    std::vector<std::pair<EntryId, int>> m_ranks;
    QElapsedTimer m_sinceRanked;
};

} // namespace larder
