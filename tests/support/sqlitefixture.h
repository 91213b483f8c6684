#pragma once

#include <QTemporaryDir>

namespace larder {

/// A SQLite file in a temporary folder, written to over a connection of its own, as another program would.
class SqliteFixture
{
public:
    /// Makes the file with @p script.
    explicit SqliteFixture(const QByteArray& script = {});

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("test.sqlite")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Runs @p script over a connection that is opened and closed for it. Fails the test on an error.
    void exec(const QByteArray& script) const { exec(path(), script); }
    static void exec(const QString& path, const QByteArray& script);

private:
    QTemporaryDir m_folder;
};

} // namespace larder
