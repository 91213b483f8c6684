#include "ui/freshnesswatch.h"

#include "models/preferences.h"
#include "ui/querytabs.h"
#include "ui/resulttab.h"

namespace larder {

FreshnessWatch::FreshnessWatch(QueryService& service, QueryTabs& tabs, QObject* parent)
    : QObject(parent)
    , m_service(service)
    , m_tabs(tabs)
{
    connect(&m_timer, &QTimer::timeout, this, &FreshnessWatch::check);
    // What was out of sight has not been asked for.
    connect(&m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_timer.isActive())
            check();
    });
    setInterval(Preferences().checkEvery);
}

void FreshnessWatch::setInterval(std::chrono::seconds interval)
{
    if (interval > std::chrono::seconds(0))
        m_timer.start(interval);
    else
        m_timer.stop();
}

void FreshnessWatch::check()
{
    const ResultTab* const tab = m_tabs.current();
    if (!tab || !m_tabs.isVisible() || m_tabs.window()->isMinimized())
        return;
    const RunStatus& status = tab->status();
    // Without a mark there is nothing to compare with.
    const bool canTell = status.basis && status.basis->mark && !status.basis->transaction;
    const bool isOpen = status.standing.state == Standing::State::Holds
        || status.standing.state == Standing::State::Unchecked;
    if (canTell && !status.busy && isOpen)
        m_service.check(status.basis->connection);
}

} // namespace larder
