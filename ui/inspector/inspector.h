#pragma once

#include "cache/cachecontrol.h"
#include "cache/queryservice.h"
#include "models/throttle.h"

namespace larder {

class CachedRowsDesk;
class ComparisonDesk;
class EntryDetailDesk;
class Panels;
class QueryTabs;
class WhyDesk;

/// Joins the panels that look into the cache with the cache: what they show comes from here, what they ask
/// for goes from here. Looking is quiet, it changes no counter, no recency and no time to live.
class Inspector final : public QObject
{
    Q_OBJECT

public:
    /// What is looked into; all of it outlives the inspector.
    struct Subject
    {
        QueryService& service;
        ResultCache& cache;
        CacheControl& control;
    };

    Inspector(const Subject& subject, Panels& panels, QObject* parent = nullptr);

    /// What the panels tell of the current tab is of @p tabs.
    void follow(QueryTabs& tabs);

private:
    void connectEntries();
    void showEntries();

    const Subject m_subject;
    Panels& m_panels;
    Throttle m_throttle;
    // What the panel showed before, for its memory.
    std::vector<EntryInfo> m_entriesRoom;
    EntryDetailDesk* m_detail;
    WhyDesk* m_why;
    ComparisonDesk* m_comparison;
    CachedRowsDesk* m_rows;
};

} // namespace larder
