#pragma once

#include "models/throttle.h"
#include "ui/inspector/inspector.h"

namespace larder {

class QueryTabs;
class WhyDock;

/// Feeds the panel that tells why runs were answered as they were: gathers the runs, follows the current tab,
/// and looks up in the cache what belongs to the run that is shown.
class WhyDesk final : public QObject
{
    Q_OBJECT

public:
    WhyDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);

    /// The last run of whichever of @p tabs is the current one is what is shown by itself.
    void follow(QueryTabs& tabs);

Q_SIGNALS:
    void entryWanted(larder::EntryId id);

private:
    void publish();
    void selectCurrent();
    void tell();

    const Inspector::Subject m_subject;
    WhyDock* m_dock;
    QueryTabs* m_tabs = nullptr;
    // Runs that are not in the list yet.
    std::vector<RunRecord> m_new;
    Throttle m_throttle;
};

} // namespace larder
