#pragma once

#include "cache/queryservice.h"
#include "models/schemaage.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace larder {

class SchemaDock;

/// Reads what the open databases consist of, for all that show it. While the tree is in sight it asks each of
/// them whether anything has changed, and reads again where it has: at most at every fifth check, and so
/// seldom that the user's statements hardly ever wait for it. Until then the tree says that it may have
/// changed.
class SchemaReader final : public QObject
{
    Q_OBJECT

public:
    SchemaReader(QueryService& service, SchemaDock& dock, QObject* parent = nullptr);

    void read(ConnectionId connection);
    void forget(ConnectionId connection) { m_readings.erase(connection); }
    /// How often each database is asked for news; 0 for never.
    void setInterval(std::chrono::seconds interval);

Q_SIGNALS:
    /// The same as the tree shows.
    void arrived(larder::ConnectionId connection, const larder::Result<larder::SchemaPtr>& schema);

private:
    struct Reading
    {
        /// How many are on their way.
        int pending = 0;
        /// What the database said just before; nothing where it says none, or where reading failed.
        std::optional<DatabaseMark> mark = std::nullopt;
        /// Of what the tree shows.
        SchemaAge age = {};
        /// When reading began last, whatever came of it.
        QDateTime triedAt = {};
        std::chrono::milliseconds cost{0};
    };

    void check();
    void checked(ConnectionId connection, const Result<DatabaseMark>& mark);
    void load(ConnectionId connection, const Result<DatabaseMark>& mark);
    void loaded(ConnectionId connection, const Reading& reading, const Result<SchemaPtr>& schema);
    void showAge(ConnectionId connection, Reading& reading, SchemaAge::State state);

    QueryService& m_service;
    SchemaDock& m_dock;
    QTimer m_timer;
    std::map<ConnectionId, Reading> m_readings;
};

} // namespace larder
