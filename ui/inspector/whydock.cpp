#include "ui/inspector/whydock.h"

#include "ui/inspector/facttable.h"
#include "ui/inspector/paneltable.h"
#include "ui/inspector/sqlview.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace larder {

WhyDock::WhyDock(QWidget* parent)
    : QDockWidget(tr("Why"), parent)
    , m_list(new PanelTable(QStringLiteral("whyRuns")))
    , m_follow(new QCheckBox(tr("Follow the current tab")))
    , m_headline(new QLabel)
    , m_showEntry(new QToolButton)
    , m_sql(new SqlView)
    , m_facts(new FactTable(QStringLiteral("whyFacts"), {tr("Question"), tr("Answer")}))
{
    setObjectName(QStringLiteral("whyDock"));
    auto* const splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("whySplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(createList());
    splitter->addWidget(createStory());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({400, 600});
    auto* const content = new QWidget(this);
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(splitter);
    setWidget(content);
    setFocusProxy(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_selecting)
            m_follow->setChecked(false);
        Q_EMIT runSelected();
    });
    connect(m_follow, &QCheckBox::toggled, this, &WhyDock::followingChanged);
    connect(m_showEntry, &QToolButton::clicked, this, &WhyDock::showEntryRequested);
    showStory(tr("Run a statement to see who answered it and why."), {});
    enableShowEntry(false);
}

QWidget* WhyDock::createList()
{
    m_list->setAccessibleName(tr("Runs"));
    m_list->setModel(&m_runs);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->horizontalHeader()->setStretchLastSection(true);
    const auto width
        = [this](const QString& text) { return m_list->fontMetrics().horizontalAdvance(text) + 16; };
    m_list->setColumnWidth(int(RunListModel::Column::Time), width(QStringLiteral("00:00:00")));
    m_list->setColumnWidth(int(RunListModel::Column::Answer), width(QStringLiteral("cache · proven fresh")));
    m_list->setColumnWidth(int(RunListModel::Column::Reason), width(QStringLiteral("first time seen")));
    m_follow->setObjectName(QStringLiteral("whyFollow"));
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Show the last run of the current tab"));
    auto* const part = new QWidget;
    auto* const layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_follow);
    layout->addWidget(m_list, 1);
    return part;
}

QWidget* WhyDock::createStory()
{
    m_headline->setObjectName(QStringLiteral("whyHeadline"));
    m_headline->setAccessibleName(tr("Who answered and why"));
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_showEntry->setObjectName(QStringLiteral("whyShowEntry"));
    m_showEntry->setText(tr("Show entry"));
    m_showEntry->setAccessibleName(m_showEntry->text());
    m_showEntry->setToolTip(tr("Show the cache entry that answered the run or that it stored"));
    m_showEntry->setFocusPolicy(Qt::TabFocus);
    m_sql->setObjectName(QStringLiteral("whySql"));
    m_sql->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    auto* const head = new QHBoxLayout;
    head->addWidget(m_headline, 1);
    head->addWidget(m_showEntry, 0, Qt::AlignTop);
    auto* const splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_sql);
    splitter->addWidget(m_facts);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto* const part = new QWidget;
    auto* const layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    return part;
}

void WhyDock::selectRun(int row)
{
    if (row == selectedRun())
        return;
    const bool before = std::exchange(m_selecting, true);
    m_list->setCurrentIndex(m_runs.index(row, 0));
    m_selecting = before;
}

int WhyDock::selectedRun() const
{
    return m_list->currentIndex().row();
}

bool WhyDock::isFollowing() const
{
    return m_follow->isChecked();
}

void WhyDock::showStory(const QString& headline, std::vector<Fact> facts)
{
    m_headline->setText(headline);
    m_facts->setFacts(std::move(facts));
}

void WhyDock::showSql(const QByteArray& sql, SqlDialect dialect, const std::optional<SqlToken>& mark)
{
    m_sql->setSql(sql, dialect);
    if (mark)
        m_sql->underline(mark->offset, mark->length);
}

void WhyDock::enableShowEntry(bool enabled)
{
    m_showEntry->setEnabled(enabled);
}

} // namespace larder
