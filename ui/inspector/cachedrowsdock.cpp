#include "ui/inspector/cachedrowsdock.h"

#include "ui/inspector/facttable.h"

#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace larder {

CachedRowsDock::CachedRowsDock(QWidget* parent)
    : QDockWidget(tr("Cached rows"), parent)
    , m_tables(new FactTable(QStringLiteral("cachedTables"), {tr("Table"), tr("What is known")}))
    , m_rows(new FactTable(QStringLiteral("cachedRows"), {tr("Row"), tr("Held")}))
    , m_lists(new FactTable(QStringLiteral("cachedLists"), {tr("List"), tr("State")}))
    , m_key(new QLineEdit)
    , m_note(new QLabel)
    , m_expire(createButton(QStringLiteral("expireRow"), tr("Expire this row"),
          tr("Ask for the row again where an entry holds it")))
    , m_showEntry(createButton(
          QStringLiteral("showRowEntry"), tr("Show entry"), tr("Show the entry of the chosen list")))
{
    setObjectName(QStringLiteral("cachedRowsDock"));
    m_note->setObjectName(QStringLiteral("cachedRowsNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto* const splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(createPart(m_tables, m_note));
    splitter->addWidget(createPart(m_rows, createRowHead()));
    splitter->addWidget(createPart(m_lists, m_showEntry));
    for (FactTable* const table : {m_tables, m_rows, m_lists})
        table->setCompact();
    auto* const content = new QWidget(this);
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(splitter);
    setWidget(content);
    setFocusProxy(m_tables);
    connectTables();
    connect(m_key, &QLineEdit::textChanged, this, &CachedRowsDock::keyTextChanged);
    connect(m_expire, &QToolButton::clicked, this, &CachedRowsDock::expireRowRequested);
    m_expire->setEnabled(false);
    m_showEntry->setEnabled(false);
}

void CachedRowsDock::connectTables()
{
    const auto current = &QItemSelectionModel::currentRowChanged;
    connect(m_tables->selectionModel(), current, this, [this](const QModelIndex& index) {
        if (!m_updating)
            Q_EMIT tableChosen(index.row());
    });
    connect(m_rows->selectionModel(), current, this, [this](const QModelIndex& index) {
        m_expire->setEnabled(index.isValid());
        if (!m_updating)
            Q_EMIT rowChosen(index.row());
    });
    connect(m_lists->selectionModel(), current, this,
        [this](const QModelIndex& index) { m_showEntry->setEnabled(index.isValid()); });
    connect(m_showEntry, &QToolButton::clicked, this,
        [this] { Q_EMIT showEntryRequested(m_lists->currentIndex().row()); });
    connect(m_lists, &QTableView::activated, this,
        [this](const QModelIndex& index) { Q_EMIT showEntryRequested(index.row()); });
}

QWidget* CachedRowsDock::createRowHead()
{
    m_expire->setIcon(QIcon(QStringLiteral(":/larder/icons/expire.svg")));
    m_key->setObjectName(QStringLiteral("rowKey"));
    m_key->setAccessibleName(tr("Key of a row"));
    m_key->setPlaceholderText(tr("Find a key…"));
    m_key->setToolTip(tr("The exact key, as in SQL: 42, or 'text'; several columns with commas"));
    m_key->setClearButtonEnabled(true);
    auto* const head = new QWidget;
    auto* const layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_key, 1);
    layout->addWidget(m_expire);
    return head;
}

QWidget* CachedRowsDock::createPart(FactTable* table, QWidget* head)
{
    auto* const part = new QWidget;
    auto* const layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(head);
    layout->addWidget(table, 1);
    return part;
}

QToolButton* CachedRowsDock::createButton(const QString& name, const QString& text, const QString& tip)
{
    auto* const button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void CachedRowsDock::showTables(std::vector<Fact> tables, int selected)
{
    const bool before = std::exchange(m_updating, true);
    m_tables->setFacts(std::move(tables));
    select(m_tables, selected);
    m_updating = before;
}

void CachedRowsDock::showRows(std::vector<Fact> rows, int selected, const QString& note)
{
    const bool before = std::exchange(m_updating, true);
    m_rows->setFacts(std::move(rows));
    select(m_rows, selected);
    m_note->setText(note);
    m_updating = before;
}

void CachedRowsDock::showLists(std::vector<Fact> lists)
{
    m_lists->setFacts(std::move(lists));
}

QString CachedRowsDock::keyText() const
{
    return m_key->text();
}

// Not into view: whoever scrolls stays where they are.
void CachedRowsDock::select(FactTable* table, int line)
{
    if (line == table->currentIndex().row())
        return;
    const bool scrolls = table->hasAutoScroll();
    table->setAutoScroll(false);
    table->setCurrentIndex(table->model()->index(line, 0));
    table->setAutoScroll(scrolls);
}

} // namespace larder
