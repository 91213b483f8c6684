#include "ui/querytabs.h"

#include "ui/querytab.h"
#include "ui/sqleditor.h"

#include <QIcon>
#include <QTabBar>
#include <QToolButton>

namespace larder {

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
    auto* const tab = new QueryTab(m_service, this);
    tab->editor().setUtf8Text(text);
    insert(tab, connection, tr("Query %1").arg(++m_lastNumber));
    return tab;
}

void QueryTabs::insert(ResultTab* tab, const std::optional<ConnectionInfo>& connection, const QString& title)
{
    tab->setConnection(connection);
    tab->setPolicy(m_policy);
    tab->setPreferences(m_preferences);
    connect(tab, &ResultTab::textChanged, this, &QueryTabs::textsChanged);
    connect(tab, &ResultTab::reported, this, &QueryTabs::reported);
    connect(tab, &ResultTab::statusChanged, this, [this, tab] { showDatabase(*tab); });
    const int index = QTabWidget::addTab(tab, title);
    showDatabase(*tab);
    Q_EMIT tabAdded(tab);
    setCurrentIndex(index);
    tab->setFocus();
    Q_EMIT textsChanged();
}

QueryTab* QueryTabs::addEmptyTab()
{
    const ResultTab* const tab = current();
    return addTab({}, tab && tab->connection() ? tab->connection() : m_defaultConnection);
}

void QueryTabs::showDatabase(const ResultTab& tab)
{
    const QString& target = tab.target();
    const QString text = target.isEmpty() ? tr("On no database")
        : tab.connection()                ? tr("On %1").arg(target)
                                          : tr("On %1, which is not open").arg(target);
    setTabToolTip(indexOf(&tab), text);
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
        m_closed.push_back(tab->text());
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
    const TabText closed = std::move(m_closed.back());
    m_closed.pop_back();
    addTab(closed.text, openConnection(closed.target))->setTarget(closed.target);
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
    for (int i = 0; i < count(); ++i)
        texts.push_back(at(i)->text());
    return texts;
}

void QueryTabs::restore(const std::vector<TabText>& texts)
{
    const bool onlyEmpty = count() == 1 && current()->text().text.isEmpty();
    for (const TabText& text : texts)
        addTab(text.text, std::nullopt)->setTarget(text.target);
    if (onlyEmpty && !texts.empty())
        closeTab(0);
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
}

void QueryTabs::connectionRemoved(ConnectionId connection)
{
    std::erase_if(m_open, [&](const ConnectionInfo& each) { return each.id == connection; });
    if (m_defaultConnection && m_defaultConnection->id == connection)
        m_defaultConnection.reset();
    for (int i = 0; i < count(); ++i) {
        if (at(i)->connection() && at(i)->connection()->id == connection)
            at(i)->setConnection(std::nullopt);
    }
}

void QueryTabs::showConnection(const ConnectionInfo& connection)
{
    const auto isOnIt = [&](const ResultTab& tab) { return tab.target() == connection.target; };
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

void QueryTabs::setPolicy(FreshnessPolicy policy)
{
    m_policy = policy;
    for (int i = 0; i < count(); ++i)
        at(i)->setPolicy(policy);
}

void QueryTabs::setPreferences(const Preferences& preferences)
{
    m_preferences = preferences;
    for (int i = 0; i < count(); ++i)
        at(i)->setPreferences(preferences);
}

} // namespace larder
