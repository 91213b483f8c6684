#pragma once

#include "app/engine.h"
#include "app/sql/connectoptions.h"

#include <QObject>
#include <QTemporaryDir>

namespace larder {

/// One open database behind the real cache and the real port; runs statements and waits for their ends.
class TestSession
{
public:
    /// Opens @p path; error() tells if it could not.
    explicit TestSession(const QString& path, qint64 cacheBytes = qint64(64) << 20,
        qint64 resultBytes = EngineLimits().resultBytes, const ConnectOptions& options = {});
    /// One that nothing may be written over.
    [[nodiscard]] static std::unique_ptr<TestSession> readOnly(const QString& path);

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    [[nodiscard]] Engine& engine() { return m_engine; }

    [[nodiscard]] QueryRequest request(const QByteArray& sql) const;
    RunOutcome run(QueryRequest request);
    RunOutcome run(const QByteArray& sql) { return run(request(sql)); }
    RunOutcome run(const QByteArray& sql, FreshnessPolicy policy);
    [[nodiscard]] Result<Schema> schema();
    [[nodiscard]] Result<QString> definition(const ObjectName& object);

    /// All cells as SQL literals, rows joined by "\n", cells by ",".
    [[nodiscard]] static QByteArray rows(const ResultPtr& result);

private:
    QTemporaryDir m_folder;
    QObject m_context;
    Engine m_engine;
    ConnectionId m_connection{};
    std::optional<Error> m_error;
};

} // namespace larder
