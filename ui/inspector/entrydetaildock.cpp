#include "ui/inspector/entrydetaildock.h"

#include "models/inspector/entrydetailtext.h"
#include "models/inspector/entrytext.h"
#include "ui/inspector/actionbutton.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/sqlview.h"
#include "ui/lardericon.h"
#include "ui/resultpane.h"

#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace larder {

namespace {

QString iconOf(EntryState state)
{
    switch (state) {
    case EntryState::Proven:
        return QStringLiteral("state-fresh");
    case EntryState::Doubtful:
        return QStringLiteral("state-doubtful");
    case EntryState::Unverifiable:
        return QStringLiteral("state-unverified");
    case EntryState::Expired:
        return QStringLiteral("state-stale");
    }
    Q_UNREACHABLE();
}

} // namespace

EntryDetailDock::EntryDetailDock(QWidget* parent)
    : QDockWidget(tr("Entry detail"), parent)
    , m_icon(new QLabel)
    , m_headline(new QLabel)
    , m_buttons(new QWidget)
    , m_tabs(new QTabWidget)
    , m_sql(new SqlView)
    , m_facts(new FactTable(QStringLiteral("entryFacts"), {tr("Fact"), tr("Value")}))
    , m_rows(new ResultPane)
    , m_dependencies(new FactTable(QStringLiteral("entryDependencies"), {tr("Depends on"), tr("Now")}))
    , m_key(new FactTable(QStringLiteral("entryKey"), {tr("Key component"), tr("Value")}))
    , m_timeline(new FactTable(QStringLiteral("entryTimeline"), {tr("Time"), tr("Event")}))
{
    setObjectName(QStringLiteral("entryDetailDock"));
    createTabs();
    auto* const buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addStretch(1);
    auto* const content = new QWidget(this);
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addLayout(createHead());
    layout->addWidget(m_buttons);
    layout->addWidget(m_tabs, 1);
    setWidget(content);
    setFocusProxy(m_tabs);
    clear();
}

void EntryDetailDock::createTabs()
{
    m_rows->setObjectName(QStringLiteral("entryRows"));
    m_tabs->setObjectName(QStringLiteral("entryTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->addTab(createOverview(), tr("SQL"));
    m_tabs->addTab(m_rows, tr("Rows"));
    m_tabs->addTab(m_dependencies, tr("Depends on"));
    m_tabs->addTab(m_key, tr("Key"));
    m_tabs->addTab(m_timeline, tr("Timeline"));
}

QLayout* EntryDetailDock::createHead()
{
    m_headline->setObjectName(QStringLiteral("entryHeadline"));
    m_headline->setAccessibleName(tr("State of the entry"));
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* const head = new QHBoxLayout;
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_headline, 1);
    return head;
}

QWidget* EntryDetailDock::createOverview()
{
    auto* const splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    m_sql->setObjectName(QStringLiteral("entrySql"));
    m_sql->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    splitter->addWidget(m_sql);
    splitter->addWidget(m_facts);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 2);
    return splitter;
}

void EntryDetailDock::addEntryAction(QAction* action)
{
    auto* const layout = static_cast<QHBoxLayout*>(m_buttons->layout());
    layout->insertWidget(layout->count() - 1, actionButton(action, action->objectName()));
    m_actions << action;
    action->setEnabled(m_entry.has_value());
}

void EntryDetailDock::showDetail(const EntryDetail& detail)
{
    const EntryFacts& facts = *detail.info.facts;
    m_entry = detail.info.id;
    showHeadline(entryHeadline(detail), iconOf(detail.info.state));
    const QByteArray engine = facts.components.connection.engine;
    m_sql->setSql(entrySql(facts), sqlDialectNamed(QString::fromUtf8(engine)).value_or(SqlDialect::Generic));
    m_facts->setFacts(entryFacts(detail));
    m_dependencies->setFacts(dependencyFacts(detail));
    m_key->setFacts(keyFacts(facts.components, facts.key));
    if (m_result != detail.result) {
        m_result = detail.result;
        m_rows->setPaging(0, false);
        m_rows->showOutcome({.result = m_result});
    } else {
        m_rows->keepRows({});
        m_rows->hideNote();
    }
    enableActions(true);
    m_tabs->setEnabled(true);
}

void EntryDetailDock::showTimeline(std::vector<Fact> events)
{
    m_timeline->setFacts(std::move(events));
}

void EntryDetailDock::showGone(const QString& why)
{
    showHeadline(
        tr("Not in the cache any more: %1. Below is what it was.").arg(why), QStringLiteral("state-stale"));
    if (m_result)
        m_rows->begin();
    enableActions(false);
}

void EntryDetailDock::clear()
{
    m_entry.reset();
    m_result.reset();
    showHeadline(tr("Select an entry among the cache entries to see what it holds."), {});
    m_sql->setSql({}, SqlDialect::Generic);
    for (FactTable* const table : {m_facts, m_dependencies, m_key, m_timeline})
        table->setFacts({});
    m_rows->setHint(tr("No entry is selected."));
    m_rows->showOutcome({});
    enableActions(false);
    m_tabs->setEnabled(false);
}

void EntryDetailDock::showHeadline(const QString& text, const QString& icon)
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setVisible(!icon.isEmpty());
    if (!icon.isEmpty())
        m_icon->setPixmap(larderIcon(icon).pixmap(size));
    m_headline->setText(text);
}

void EntryDetailDock::enableActions(bool enabled)
{
    for (QAction* const action : std::as_const(m_actions))
        action->setEnabled(enabled);
}

} // namespace larder
