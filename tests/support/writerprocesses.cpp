#include "tests/support/writerprocesses.h"

#include <QRegularExpression>

namespace larder::test {

namespace {

constexpr int kPatienceMilliseconds = 30'000;

} // namespace

WriterProcesses::WriterProcesses(
    const QString& program, const QString& path, const QString& journalMode, int count)
{
    for (int seed = 0; seed < count; ++seed) {
        m_processes.push_back(std::make_unique<QProcess>());
        m_processes.back()->start(program, {path, journalMode, QString::number(seed)});
    }
}

WriterProcesses::~WriterProcesses()
{
    (void)stop();
}

std::optional<WriterProcesses::Done> WriterProcesses::stop()
{
    static const QRegularExpression report(
        QStringLiteral(R"((\d+) commits (\d+) rollbacks (\d+) schema changes (\d+) vacuums)"));
    bool isWell = true;
    Done done;
    for (const auto& process : m_processes)
        process->closeWriteChannel();
    for (const auto& process : m_processes) {
        if (!process->waitForFinished(kPatienceMilliseconds)) {
            process->kill();
            process->waitForFinished();
        }
        const auto figures = report.match(QString::fromUtf8(process->readAllStandardOutput()));
        isWell = isWell && process->exitStatus() == QProcess::NormalExit && figures.hasMatch();
        done.commits += figures.captured(1).toInt();
        done.rollbacks += figures.captured(2).toInt();
        done.schemaChanges += figures.captured(3).toInt();
        done.vacuums += figures.captured(4).toInt();
    }
    m_processes.clear();
    return isWell ? std::optional(done) : std::nullopt;
}

} // namespace larder::test
