#pragma once

#include "models/inspector/cacheeventmodel.h"
#include "models/inspector/eventsaver.h"

#include <QDockWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace larder {

class CacheEventsTable;
class EventKindsMenu;
class EventStopBar;

/// The panel of the events of the cache: what happened, why, and what led to it. It follows the log when it
/// is told to read on, and never comes to the front by itself.
class CacheEventsDock final : public QDockWidget
{
    Q_OBJECT

public:
    /// @p log outlives it.
    explicit CacheEventsDock(const EventLog& log, QWidget* parent = nullptr);

    /// Shows what came since.
    void readOn() { m_events.readOn(); }
    /// Selects the event alone and scrolls to it; takes the filter away if it hides the event.
    void selectEvent(quint64 number);

Q_SIGNALS:
    /// Somebody wants to see the entry.
    void entryRequested(larder::EntryId id);

private:
    [[nodiscard]] QWidget* createToolRow();
    void createActions();
    void createFilter();
    void createMenu();
    void connectModel();
    void filter();
    void applyStopRule();
    void showWanted();
    void showStanding();
    void showStop();
    void updateControls();
    void askAndSave();

    CacheEventModel m_events;
    EventSaver m_saver;
    CacheEventsTable* m_table;
    EventKindsMenu* m_kinds;
    EventStopBar* m_stopBar;
    QAction* m_pause = nullptr;
    QAction* m_stopWhen = nullptr;
    QAction* m_showEntry = nullptr;
    QAction* m_showCause = nullptr;
    QAction* m_save = nullptr;
    QAction* m_copy = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_standing = nullptr;
    /// What came of saving, or of a jump.
    QString m_note = {};
    /// To be selected as soon as it is shown; 0 for none.
    quint64 m_wanted = 0;
    // The last that the list stopped at by itself, as long as it does; 0 for none.
    quint64 m_stoppedAt = 0;
};

} // namespace larder
