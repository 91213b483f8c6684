#pragma once

#include "app/sql/databaseserver.h"
#include "app/sql/mysettings.h"

namespace larder {

/// One connection to the server of a port, with what its session is. Lives in the worker's thread.
class MyChannel
{
public:
    enum class Use {
        /// Whatever the user runs.
        Statements,
        /// Plain reads: it can't write, and each statement sees all that was committed before it.
        Reads,
    };

    [[nodiscard]] static Result<std::unique_ptr<MyChannel>> open(
        const DatabaseServer& server, Use use, ServerPatience& patience);

    [[nodiscard]] MyConnection& connection() { return *m_connection; }
    /// That of the server when it was opened.
    [[nodiscard]] const QByteArray& incarnation() const { return m_incarnation; }
    [[nodiscard]] const MySettings& settings() const { return m_settings; }

private:
    MyChannel(std::unique_ptr<MyConnection> connection, MySettings settings);

    std::unique_ptr<MyConnection> m_connection;
    MySettings m_settings;
    QByteArray m_incarnation;
};

} // namespace larder
