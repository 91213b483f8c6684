#pragma once

#include <QByteArray>
#include <QProcess>
#include <QTest>

namespace larder::test {

/// How a run of the program ended.
struct Ended
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

/// Runs the program that the test was built with, from its start to its end; the test fails if it doesn't end
/// by itself.
[[nodiscard]] inline Ended runLarder(const QStringList& arguments, const QByteArray& input = {},
    const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
{
    constexpr int kPatienceMilliseconds = 60'000;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(LARDER_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(kPatienceMilliseconds) || process.exitStatus() != QProcess::NormalExit)
        QTest::qFail("the program did not end well", __FILE__, __LINE__);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace larder::test
