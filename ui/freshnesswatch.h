#pragma once

#include "cache/queryservice.h"

#include <QTimer>

namespace larder {

class QueryTabs;

/// Asks the database again and again whether the rows of the current tab are still true, as long as nothing
/// runs there and nothing is known against them. What it finds is told by QueryService::standingsChanged();
/// nothing moves.
class FreshnessWatch final : public QObject
{
    Q_OBJECT

public:
    FreshnessWatch(QueryService& service, QueryTabs& tabs, QObject* parent);

    /// How long to wait in between; 0 to ask never.
    void setInterval(std::chrono::seconds interval);

private:
    void check();

    QueryService& m_service;
    QueryTabs& m_tabs;
    QTimer m_timer;
};

} // namespace larder
