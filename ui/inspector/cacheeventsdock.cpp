#include "ui/inspector/cacheeventsdock.h"

#include "models/inspector/eventtext.h"
#include "ui/columnlayout.h"
#include "ui/inspector/actionbutton.h"
#include "ui/inspector/cacheeventstable.h"
#include "ui/inspector/eventkindsmenu.h"
#include "ui/inspector/eventstopbar.h"
#include "ui/lardericon.h"
#include "ui/wrappinglayout.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>

namespace larder {

namespace {

QAction* createAction(QWidget* parent, const QString& icon, const QString& text, const QString& toolTip)
{
    auto* const action = new QAction(icon.isEmpty() ? QIcon() : larderIcon(icon), text, parent);
    action->setToolTip(toolTip);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    parent->addAction(action);
    return action;
}

} // namespace

CacheEventsDock::CacheEventsDock(const EventLog& log, QWidget* parent)
    : QDockWidget(tr("Cache events"), parent)
    , m_events(log)
    , m_table(new CacheEventsTable(&m_events, this))
    , m_kinds(new EventKindsMenu(this))
    , m_stopBar(new EventStopBar(this))
{
    setObjectName(QStringLiteral("cacheEventsDock"));
    auto* const content = new QWidget(this);
    setWidget(content);
    createActions();
    createFilter();
    createMenu();
    m_stopBar->hide();
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(createToolRow());
    layout->addWidget(m_stopBar);
    layout->addWidget(m_table);
    setFocusProxy(m_table);
    connectModel();
    showStanding();
    updateControls();
}

void CacheEventsDock::selectEvent(quint64 number)
{
    m_wanted = number;
    m_note.clear();
    if (!m_events.history().event(number)) {
        m_wanted = 0;
        m_note = tr("Event %1 is forgotten.").arg(number);
    } else if (m_events.rowOf(number) < 0) {
        m_kinds->setKinds(EventFilter::Kinds().set());
        m_filter->clear();
    }
    showWanted();
    showStanding();
}

QWidget* CacheEventsDock::createToolRow()
{
    m_standing = new QLabel;
    m_standing->setObjectName(QStringLiteral("cacheEventsStanding"));
    m_standing->setAccessibleName(tr("State of the list"));
    m_standing->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_standing->setWordWrap(true);
    m_standing->setTextFormat(Qt::PlainText);
    m_standing->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* const kinds = actionButton(m_kinds->menuAction(), QStringLiteral("eventKindsButton"));
    kinds->setPopupMode(QToolButton::InstantPopup);
    auto* const tools = new QWidget;
    auto* const wrapping = new WrappingLayout(tools);
    wrapping->addWidget(actionButton(m_pause, QStringLiteral("pauseEventsButton")));
    wrapping->addWidget(actionButton(m_stopWhen, QStringLiteral("stopWhenButton")));
    wrapping->addWidget(kinds);
    wrapping->addWidget(m_filter);
    wrapping->addWidget(actionButton(m_showEntry, QStringLiteral("showEntryButton")));
    wrapping->addWidget(actionButton(m_save, QStringLiteral("saveEventsButton")));
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(tools, 3);
    layout->addWidget(m_standing, 1);
    return row;
}

void CacheEventsDock::createActions()
{
    m_pause = createAction(widget(), QStringLiteral("stop"), tr("Pause"),
        tr("Let the list stand still; nothing is lost meanwhile (Ctrl+P)"));
    m_pause->setCheckable(true);
    m_pause->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    connect(m_pause, &QAction::triggered, this, [this](bool paused) { m_events.setPaused(paused); });
    m_stopWhen = createAction(
        widget(), {}, tr("Stop when…"), tr("Let the list pause by itself at an event of your choice"));
    m_stopWhen->setCheckable(true);
    connect(m_stopWhen, &QAction::toggled, this, [this](bool shown) {
        m_stopBar->setVisible(shown);
        applyStopRule();
        if (shown)
            m_stopBar->setFocus(Qt::OtherFocusReason);
    });
    m_showEntry = createAction(widget(), QStringLiteral("table"), tr("Show entry"),
        tr("Go to the cache entry that the event is about (Return)"));
    connect(m_showEntry, &QAction::triggered, this,
        [this] { Q_EMIT entryRequested(m_events.eventAt(m_table->currentIndex().row()).entry); });
    m_showCause = createAction(
        widget(), {}, tr("Show cause"), tr("Go to the event that led to this one (Backspace)"));
    m_showCause->setShortcut(Qt::Key_Backspace);
    connect(m_showCause, &QAction::triggered, this,
        [this] { selectEvent(m_events.eventAt(m_table->currentIndex().row()).cause); });
    m_copy = createAction(widget(), {}, tr("Copy"), tr("Copy the selected events as text (Ctrl+C)"));
    m_copy->setShortcut(QKeySequence::Copy);
    connect(m_copy, &QAction::triggered, m_table, &CacheEventsTable::copyChosen);
    m_save = createAction(
        widget(), {}, tr("Save…"), tr("Save the events that are shown as JSON lines (Ctrl+S)"));
    m_save->setShortcut(QKeySequence::Save);
    connect(m_save, &QAction::triggered, this, &CacheEventsDock::askAndSave);
}

void CacheEventsDock::createFilter()
{
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("cacheEventFilter"));
    m_filter->setAccessibleName(tr("Filter cache events"));
    m_filter->setPlaceholderText(tr("Filter by words, or entry:12…"));
    m_filter->setToolTip(tr("Show only events whose SQL, key, reason or connection contain all these words; "
                            "entry:12 shows those of entry 12"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(larderIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(m_filter->fontMetrics().averageCharWidth() * 32);
    m_kinds->menuAction()->setToolTip(tr("Choose which kinds of events are shown"));
    connect(m_filter, &QLineEdit::textChanged, this, &CacheEventsDock::filter);
    connect(m_kinds, &EventKindsMenu::kindsChanged, this, &CacheEventsDock::filter);
    connect(m_stopBar, &EventStopBar::ruleChanged, this, &CacheEventsDock::applyStopRule);
}

void CacheEventsDock::createMenu()
{
    auto* const separator = new QAction(this);
    separator->setSeparator(true);
    m_table->addActions(
        {m_showEntry, m_showCause, m_copy, separator, m_table->columns().menu()->menuAction()});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void CacheEventsDock::connectModel()
{
    connect(&m_events, &CacheEventModel::standingChanged, this, &CacheEventsDock::showStanding);
    connect(&m_events, &CacheEventModel::standingChanged, this, &CacheEventsDock::showStop);
    const auto changed = [this] {
        showWanted();
        showStanding();
        updateControls();
    };
    connect(&m_events, &QAbstractItemModel::rowsInserted, this, changed);
    connect(&m_events, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(&m_events, &QAbstractItemModel::modelReset, this, changed);
    const QItemSelectionModel& selection = *m_table->selectionModel();
    connect(&selection, &QItemSelectionModel::selectionChanged, this, &CacheEventsDock::updateControls);
    connect(&selection, &QItemSelectionModel::currentChanged, this, &CacheEventsDock::updateControls);
    connect(m_table, &CacheEventsTable::causeRequested, this, &CacheEventsDock::selectEvent);
    connect(m_table, &CacheEventsTable::entryRequested, this, &CacheEventsDock::entryRequested);
    connect(&m_saver, &EventSaver::saved, this, [this](const QString& path, qint64 events) {
        m_note = tr("Saved %1 events to %2.").arg(events).arg(QDir::toNativeSeparators(path));
        showStanding();
    });
    connect(&m_saver, &EventSaver::failed, this, [this](const Error& error) {
        m_note = errorText(error);
        showStanding();
    });
}

void CacheEventsDock::filter()
{
    m_note.clear();
    m_events.setFilter(EventFilter(m_kinds->kinds(), m_filter->text()));
    showStanding();
}

void CacheEventsDock::applyStopRule()
{
    m_events.setStopRule(m_stopBar->rule());
}

void CacheEventsDock::showWanted()
{
    if (m_wanted != 0 && m_table->selectEvent(m_wanted))
        m_wanted = 0;
}

// Its row comes after the list has told that it stops there.
void CacheEventsDock::showStop()
{
    const quint64 stoppedAt = m_events.standing().stoppedAt;
    if (std::exchange(m_stoppedAt, stoppedAt) == stoppedAt || stoppedAt == 0)
        return;
    m_wanted = stoppedAt;
    showWanted();
}

void CacheEventsDock::showStanding()
{
    const CacheEventModel::Standing& standing = m_events.standing();
    QStringList parts;
    if (standing.stoppedAt != 0)
        parts << tr("Stopped at event %1").arg(standing.stoppedAt);
    else if (standing.paused)
        parts << tr("Paused");
    if (standing.paused)
        parts << tr("%1 came meanwhile").arg(standing.waiting);
    if (standing.missed > 0)
        parts << tr("%1 were forgotten before they could be shown").arg(standing.missed);
    if (!standing.paused)
        parts << (m_events.rowCount() == 1 ? tr("1 event") : tr("%1 events").arg(m_events.rowCount()));
    if (!m_note.isEmpty())
        parts << m_note;
    m_standing->setText(parts.join(QStringLiteral(" · ")));
    m_standing->setToolTip(m_standing->text());
    m_pause->setChecked(standing.paused);
    m_pause->setText(standing.paused ? tr("Go on") : tr("Pause"));
    if (m_events.rowCount() > 0)
        m_table->setHint({});
    else
        m_table->setHint(m_events.history().lastNumber() == 0 ? tr("Nothing has happened yet. Run a query.")
                                                              : tr("No event matches the filter."));
}

void CacheEventsDock::updateControls()
{
    const QModelIndex current = m_table->currentIndex();
    const CacheEvent* const event = current.isValid() ? &m_events.eventAt(current.row()) : nullptr;
    m_showEntry->setEnabled(event && event->entry != EntryId());
    m_showCause->setEnabled(event && event->cause != 0);
    m_copy->setEnabled(m_table->selectionModel()->hasSelection());
    m_save->setEnabled(m_events.rowCount() > 0);
}

void CacheEventsDock::askAndSave()
{
    auto* const dialog = new QFileDialog(this, tr("Save the events"),
        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
        tr("JSON lines (*.jsonl);;All files (*)"));
    dialog->setObjectName(QStringLiteral("saveEventsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    dialog->selectFile(QStringLiteral("cache-events.jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        std::vector<quint64> numbers;
        numbers.reserve(size_t(m_events.rowCount()));
        for (int row = 0; row < m_events.rowCount(); ++row)
            numbers.push_back(m_events.eventAt(row).number);
        m_saver.save(path, m_events.history(), std::move(numbers));
    });
    dialog->open();
}

} // namespace larder
