#include "ui/querytabs.h"

#include "cache/shortened.h"
#include "models/celltext.h"
#include "ui/colourdot.h"
#include "ui/plainmenutext.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"
#include "ui/tabletab.h"

#include <QIcon>
#include <QTabBar>
#include <QToolButton>

namespace larder {

namespace {

// Longer names of connections are cut in a tab; the tool tip has them whole.
constexpr qsizetype kNameCharacters = 20;

QString titleOf(const ResultTab& tab)
{
    if (const auto* const table = qobject_cast<const TableTab*>(&tab))
        return oneLineText(table->state().title());
    return QueryTabs::tr("Query %1").arg(static_cast<const QueryTab&>(tab).number());
}

} // namespace

QueryTabs::QueryTabs(QueryService& service, QWidget* parent) : QTabWidget(parent), m_service(service)
{
    setObjectName(QStringLiteral("queryTabs"));
    setAccessibleName(tr("Queries"));
    setTabsClosable(true);
    setMovable(true);
    setDocumentMode(true);
    auto* const newTab = new QToolButton(this);
    newTab->setObjectName(QStringLiteral("newTabButton"));
    newTab->setIcon(QIcon(QStringLiteral(":/larder/icons/new-tab.svg")));
    newTab->setAutoRaise(true);
    newTab->setToolTip(tr("New tab (Ctrl+T)"));
    newTab->setAccessibleName(tr("New tab"));
    setCornerWidget(newTab, Qt::TopRightCorner);
    connect(newTab, &QToolButton::clicked, this, &QueryTabs::addEmptyTab);
    connect(this, &QTabWidget::tabCloseRequested, this, &QueryTabs::closeTab);
    connect(tabBar(), &QTabBar::tabMoved, this, &QueryTabs::textsChanged);
}

QueryTab* QueryTabs::addTab(const QByteArray& text, const std::optional<ConnectionInfo>& connection)
{
    return insertQuery({text}, connection);
}

QueryTab* QueryTabs::insertQuery(
    const TabText& text, const std::optional<ConnectionInfo>& connection, int index)
{
    const int number = numberFor(text);
    auto* const tab = new QueryTab(m_service, this);
    tab->setNumber(number);
    tab->editor().setUtf8Text(text.text);
    insert(tab, connection, index);
    return tab;
}

// That of before, unless a tab has it by now.
int QueryTabs::numberFor(const TabText& text)
{
    const std::vector<TabText> others = texts();
    const bool isFree = text.number > 0
        && std::none_of(
            others.begin(), others.end(), [&](const TabText& each) { return each.number == text.number; });
    const int number = isFree ? text.number : m_lastNumber + 1;
    m_lastNumber = std::max(m_lastNumber, number);
    return number;
}

void QueryTabs::insert(ResultTab* tab, const std::optional<ConnectionInfo>& connection, int index)
{
    tab->setConnection(connection);
    tab->setCacheWish(m_wish);
    tab->setPreferences(m_preferences);
    connect(tab, &ResultTab::textChanged, this, &QueryTabs::textsChanged);
    connect(tab, &ResultTab::reported, this, [this, tab](const QString& line) {
        const bool isOneOfSeveral = tab->connection() && m_open.size() > 1;
        Q_EMIT reported(isOneOfSeveral ? tab->connection()->label + QStringLiteral(" | ") + line : line);
    });
    connect(tab, &ResultTab::statusChanged, this, [this, tab] {
        showDatabase(*tab);
        tab->setSchema(schemaFor(*tab));
    });
    connect(tab, &ResultTab::rowsRequested, this, [this, tab](const TableState& rows) {
        if (tab->connection())
            addTable(rows, tab->connection())->setOrigin(tab);
    });
    tab->setSchema(schemaFor(*tab));
    insertTab(index, tab, {});
    showDatabase(*tab);
    Q_EMIT tabAdded(tab);
    setCurrentWidget(tab);
    tab->setFocus();
    Q_EMIT textsChanged();
}

TableTab* QueryTabs::addTable(const TableState& state, const std::optional<ConnectionInfo>& connection)
{
    return insertTable(state, connection);
}

TableTab* QueryTabs::insertTable(
    const TableState& state, const std::optional<ConnectionInfo>& connection, int index)
{
    auto* const tab = new TableTab(m_service, state, this);
    connectTable(tab);
    insert(tab, connection, index);
    return tab;
}

void QueryTabs::connectTable(TableTab* tab)
{
    connect(tab, &TableTab::tableChanged, this, [this, tab] { showDatabase(*tab); });
    connect(tab, &TableTab::originRequested, this, [this](ResultTab* origin) {
        setCurrentWidget(origin);
        origin->pane().setFocus();
    });
    connect(tab, &TableTab::queryRequested, this,
        [this, tab](const QByteArray& sql) { addTab(sql, tab->connection()); });
}

TableTab* QueryTabs::openTable(const TableName& table, const ConnectionInfo& connection)
{
    TableState wanted{table.name};
    wanted.schema = table.schema;
    for (int i = 0; i < count(); ++i) {
        auto* const tab = qobject_cast<TableTab*>(widget(i));
        if (tab && tab->connection() == connection && tab->state().isSameTable(wanted)) {
            setCurrentIndex(i);
            tab->setFocus();
            return tab;
        }
    }
    return addTable(wanted, connection);
}

void QueryTabs::setSchema(ConnectionId connection, const std::shared_ptr<const Schema>& schema)
{
    m_schemas[connection] = schema;
    for (int i = 0; i < count(); ++i) {
        if (at(i)->connection() && at(i)->connection()->id == connection)
            at(i)->setSchema(schema);
    }
}

std::shared_ptr<const Schema> QueryTabs::schemaFor(const ResultTab& tab) const
{
    const auto found = tab.connection() ? m_schemas.find(tab.connection()->id) : m_schemas.end();
    return found == m_schemas.end() ? nullptr : found->second;
}

QueryTab* QueryTabs::addEmptyTab()
{
    const ResultTab* const tab = current();
    return addTab({}, tab && tab->connection() ? tab->connection() : m_defaultConnection);
}

// Of several databases, each tab names its own.
void QueryTabs::showDatabase(const ResultTab& tab)
{
    const int index = indexOf(&tab);
    const auto& connection = tab.connection();
    QString title = titleOf(tab);
    if (connection && m_open.size() > 1)
        title = tr("%1 · %2").arg(title, shortened(oneLineText(connection->label), kNameCharacters));
    if (plainMenuText(title) != tabText(index))
        setTabText(index, plainMenuText(title));
    setTabIcon(index, connection ? colourDot(connection->colour) : QIcon());
    const QString& target = tab.target();
    const QString text = target.isEmpty() ? tr("On no database")
        : !connection                     ? tr("On %1, which is not open").arg(target)
        : connection->label == target     ? tr("On %1").arg(target)
                                          : tr("On %1: %2").arg(connection->label, target);
    setTabToolTip(index, text);
}

void QueryTabs::showDatabases()
{
    for (int i = 0; i < count(); ++i)
        showDatabase(*at(i));
}

void QueryTabs::closeTab(int index)
{
    constexpr size_t kKeptTexts = 20;
    ResultTab* const tab = at(index);
    if (!tab)
        return;
    if (!tab->isEmpty()) {
        if (m_closed.size() == kKeptTexts)
            m_closed.erase(m_closed.begin());
        m_closed.push_back({tab->text(), index});
    }
    const std::optional<ConnectionInfo> connection = tab->connection();
    removeTab(index);
    tab->cancel();
    tab->deleteLater();
    if (count() == 0)
        addTab({}, connection);
    Q_EMIT textsChanged();
}

void QueryTabs::reopenTab()
{
    if (m_closed.empty())
        return;
    const ClosedTab closed = std::move(m_closed.back());
    m_closed.pop_back();
    open(closed.text, openConnection(closed.text.target), closed.index);
}

void QueryTabs::open(const TabText& text, const std::optional<ConnectionInfo>& connection, int index)
{
    ResultTab* tab = nullptr;
    if (text.table)
        tab = insertTable(*text.table, connection, index);
    else
        tab = insertQuery(text, connection, index);
    tab->setTarget(text.target);
}

std::optional<ConnectionInfo> QueryTabs::openConnection(const QString& target) const
{
    const auto found = std::find_if(m_open.begin(), m_open.end(),
        [&](const ConnectionInfo& connection) { return connection.target == target; });
    return found == m_open.end() ? std::nullopt : std::optional(*found);
}

ResultTab* QueryTabs::current() const
{
    return at(currentIndex());
}

QueryTab* QueryTabs::currentQuery() const
{
    return qobject_cast<QueryTab*>(currentWidget());
}

ResultTab* QueryTabs::at(int index) const
{
    return qobject_cast<ResultTab*>(widget(index));
}

std::vector<TabText> QueryTabs::texts() const
{
    std::vector<TabText> texts;
    texts.reserve(size_t(count()));
    for (int i = 0; i < count(); ++i) {
        texts.push_back(at(i)->text());
        texts.back().isCurrent = i == currentIndex();
    }
    return texts;
}

void QueryTabs::restore(const std::vector<TabText>& texts)
{
    QWidget* const onlyEmpty
        = count() == 1 && currentQuery() && current()->text().text.isEmpty() ? currentWidget() : nullptr;
    // Its number may be one of those that come back.
    if (onlyEmpty && !texts.empty()) {
        currentQuery()->setNumber(0);
        m_lastNumber = 0;
    }
    QWidget* last = nullptr;
    for (const TabText& text : texts) {
        open(text, std::nullopt);
        last = text.isCurrent ? currentWidget() : last;
    }
    if (onlyEmpty && !texts.empty())
        closeTab(indexOf(onlyEmpty));
    if (last)
        setCurrentWidget(last);
}

void QueryTabs::connectionAdded(const ConnectionInfo& connection)
{
    m_defaultConnection = connection;
    m_open.push_back(connection);
    for (int i = 0; i < count(); ++i) {
        ResultTab* const tab = at(i);
        if (!tab->connection() && (tab->target().isEmpty() || tab->target() == connection.target))
            tab->setConnection(connection);
    }
    showDatabases();
}

void QueryTabs::connectionRemoved(ConnectionId connection)
{
    m_schemas.erase(connection);
    std::erase_if(m_open, [&](const ConnectionInfo& each) { return each.id == connection; });
    if (m_defaultConnection && m_defaultConnection->id == connection)
        m_defaultConnection.reset();
    for (int i = 0; i < count(); ++i) {
        if (at(i)->connection() && at(i)->connection()->id == connection)
            at(i)->setConnection(std::nullopt);
    }
    showDatabases();
}

void QueryTabs::showConnection(const ConnectionInfo& connection)
{
    const auto isOnIt = [&](const ResultTab& tab) {
        return tab.connection() ? tab.connection()->id == connection.id : tab.target() == connection.target;
    };
    if (isOnIt(*current()))
        return;
    if (current()->isEmpty()) {
        current()->setConnection(connection);
        return;
    }
    for (int i = 0; i < count(); ++i) {
        if (isOnIt(*at(i))) {
            setCurrentIndex(i);
            return;
        }
    }
    addTab({}, connection);
}

void QueryTabs::setCacheWish(const CacheWish& wish)
{
    m_wish = wish;
    for (int i = 0; i < count(); ++i)
        at(i)->setCacheWish(wish);
}

void QueryTabs::setPreferences(const Preferences& preferences)
{
    m_preferences = preferences;
    for (int i = 0; i < count(); ++i)
        at(i)->setPreferences(preferences);
}

} // namespace larder
