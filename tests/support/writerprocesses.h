#pragma once

#include <QProcess>

#include <memory>
#include <vector>

namespace larder::test {

/// Programs that write to one SQLite file (support/databasewriter.cpp) from start to stop(), which comes with
/// the end of this at the latest.
class WriterProcesses
{
public:
    /// What they did.
    struct Done
    {
        int commits = 0;
        int rollbacks = 0;
        int schemaChanges = 0;
        int vacuums = 0;
    };

    WriterProcesses(const QString& program, const QString& path, const QString& journalMode, int count);
    ~WriterProcesses();
    WriterProcesses(const WriterProcesses&) = delete;
    WriterProcesses& operator=(const WriterProcesses&) = delete;

    /// Ends them; nothing if one did not start or did not end well.
    [[nodiscard]] std::optional<Done> stop();

private:
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace larder::test
