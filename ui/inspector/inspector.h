#pragma once

#include "cache/cachecontrol.h"
#include "cache/queryservice.h"
#include "models/exportjob.h"
#include "ui/connectioninfo.h"

namespace larder {

class CachedRowsDesk;
class ComparisonDesk;
class EntriesDesk;
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

    /// What the window calls the open databases.
    void setConnections(const std::vector<ConnectionInfo>& connections);
    /// What the panels tell of the current tab is of @p tabs.
    void follow(QueryTabs& tabs);

Q_SIGNALS:
    /// A tab with the statement is wanted, which shows its result.
    void openRequested(larder::ConnectionId connection, const QByteArray& sql);
    void exportRequested(const larder::ExportJob& job);

private:
    const Subject m_subject;
    Panels& m_panels;
    EntriesDesk* m_entries;
    EntryDetailDesk* m_detail;
    WhyDesk* m_why;
    ComparisonDesk* m_comparison;
    CachedRowsDesk* m_rows;
};

} // namespace larder
