#pragma once

#include "models/inspector/fact.h"
#include "models/throttle.h"
#include "ui/inspector/inspector.h"

#include <deque>

class QAction;

namespace larder {

class EntryDetailDock;

/// Feeds the panel of one entry: it follows the selection among the entries while it is open, and what
/// happens to the entry.
class EntryDetailDesk final : public QObject
{
    Q_OBJECT

public:
    EntryDetailDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);

    /// Opens the panel on @p id.
    void open(EntryId id);
    /// Puts @p action into the panel; actionChosen() tells of it.
    void offer(QAction* action);

Q_SIGNALS:
    void actionChosen(larder::EntryId id);

private:
    void connectEntries();
    void follow();
    void show(EntryId id);
    void update();
    void readTimeline();
    void showGone();

    const Inspector::Subject m_subject;
    Panels& m_panels;
    EntryDetailDock* m_dock;
    Throttle m_throttle;
    // The entry to show, and what never changes of it.
    std::optional<EntryId> m_id;
    std::shared_ptr<const EntryFacts> m_facts;
    // Of the events of that key, the last ones; and the number of the last event that was looked at.
    std::deque<Fact> m_timeline;
    quint64 m_lastEvent = 0;
    bool m_onScreen = false;
};

} // namespace larder
