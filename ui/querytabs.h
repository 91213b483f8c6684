#pragma once

#include "cache/queryservice.h"
#include "models/preferences.h"
#include "ui/cachewish.h"
#include "ui/connectioninfo.h"
#include "ui/tabtext.h"

#include <QTabWidget>

#include <map>

namespace larder {

class QueryTab;
class ResultTab;
class TableTab;

/// The tabs in the centre. There is always at least one.
class QueryTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit QueryTabs(QueryService& service, QWidget* parent = nullptr);

    QueryTab* addTab(const QByteArray& text, const std::optional<ConnectionInfo>& connection);
    /// The tab that shows @p table of @p schema on @p connection, in front: one that is there, or a new one.
    TableTab* openTable(const TableName& table, const ConnectionInfo& connection);
    TableTab* addTable(const TableState& state, const std::optional<ConnectionInfo>& connection);
    /// Tells the tabs of @p connection what tables there are.
    void setSchema(ConnectionId connection, const std::shared_ptr<const Schema>& schema);
    /// An empty tab on the connection of the current one, else on the default connection.
    QueryTab* addEmptyTab();
    void setDefaultConnection(const std::optional<ConnectionInfo>& connection)
    {
        m_defaultConnection = connection;
    }
    /// A closed tab can be brought back to its place with reopenTab().
    void closeTab(int index);
    void reopenTab();
    [[nodiscard]] ResultTab* current() const;
    /// The same if it is a query; else null.
    [[nodiscard]] QueryTab* currentQuery() const;
    [[nodiscard]] ResultTab* at(int index) const;
    /// All tabs, in order.
    [[nodiscard]] std::vector<TabText> texts() const;
    /// Brings back tabs in place of a single empty one. They find their databases when those are opened.
    void restore(const std::vector<TabText>& texts);
    /// Gives @p connection to the tabs that wait for it or for any.
    void connectionAdded(const ConnectionInfo& connection);
    void connectionRemoved(ConnectionId connection);
    /// Makes a tab on @p connection the current one: one that is there, or the empty current one, or a new
    /// one.
    void showConnection(const ConnectionInfo& connection);
    void setCacheWish(const CacheWish& wish);
    void setPreferences(const Preferences& preferences);

Q_SIGNALS:
    void tabAdded(larder::ResultTab* tab);
    /// The number, the order or the text of tabs changed.
    void textsChanged();
    void reported(const QString& line);

private:
    struct ClosedTab
    {
        TabText text;
        int index = 0;
    };

    /// At @p index, or behind all others if there is no such place.
    void insert(ResultTab* tab, const std::optional<ConnectionInfo>& connection, int index = -1);
    QueryTab* insertQuery(
        const TabText& text, const std::optional<ConnectionInfo>& connection, int index = -1);
    TableTab* insertTable(
        const TableState& state, const std::optional<ConnectionInfo>& connection, int index = -1);
    void open(const TabText& text, const std::optional<ConnectionInfo>& connection, int index = -1);
    [[nodiscard]] int numberFor(const TabText& text);
    void connectTable(TableTab* tab);
    [[nodiscard]] std::shared_ptr<const Schema> schemaFor(const ResultTab& tab) const;
    void showDatabase(const ResultTab& tab);
    void showDatabases();
    [[nodiscard]] std::optional<ConnectionInfo> openConnection(const QString& target) const;

    QueryService& m_service;
    CacheWish m_wish;
    Preferences m_preferences;
    std::optional<ConnectionInfo> m_defaultConnection;
    std::vector<ConnectionInfo> m_open;
    std::map<ConnectionId, std::shared_ptr<const Schema>> m_schemas;
    std::vector<ClosedTab> m_closed;
    int m_lastNumber = 0;
};

} // namespace larder
