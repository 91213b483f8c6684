#include "app/allocator.h"
#include "app/application.h"
#include "app/commandline.h"
#include "app/querycommandrunner.h"
#include "app/tour.h"
#include "ui/readablestyle.h"

#include <QApplication>
#include <QStandardPaths>

#include <clocale>
#include <cstdio>

#include <langinfo.h>

using namespace larder;

namespace {

constexpr int kUsageError = 2;

void print(const QString& text, FILE* to)
{
    std::fputs(text.toUtf8().constData(), to);
}

// Where the locale is not UTF-8, Qt would say so on standard error, which scripts read.
void chooseUtf8()
{
    std::setlocale(LC_CTYPE, "");
    if (qstrcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}

int runQuery(QueryCommand command, int& argc, char** argv)
{
    chooseUtf8();
    const QCoreApplication application(argc, argv);
    QueryCommandRunner runner(std::move(command));
    QObject::connect(
        &runner, &QueryCommandRunner::finished, &runner,
        [](int exitCode) { QCoreApplication::exit(exitCode); }, Qt::QueuedConnection);
    runner.start();
    return QCoreApplication::exec();
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int runWindow(const WindowCommand& command, int& argc, char** argv)
{
    if (!hasDisplay()) {
        print(QStringLiteral("larder: There is no display for a window. \"larder query\" needs none.\n"),
            stderr);
        return 1;
    }
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("larder"));
    QApplication::setApplicationVersion(QStringLiteral(LARDER_VERSION));
    QApplication::setApplicationDisplayName(QStringLiteral("Larder"));
    QApplication::setDesktopFileName(QStringLiteral("larder"));
    QApplication::setStyle(new ReadableStyle(QApplication::style()->name()));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/larder/icons/larder.svg")));
    applyTheme(command.theme);
    if (!command.tourFolder.isEmpty())
        return Tour(command.tourFolder).run();
    Application larder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    larder.start(command);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    returnLargeBlocks();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    Result<Command> command = parseCommandLine(arguments);
    if (!command) {
        print(QStringLiteral("larder: %1\n").arg(errorText(command.error())), stderr);
        return kUsageError;
    }
    if (const auto* text = std::get_if<PrintCommand>(&command.value())) {
        print(text->text, stdout);
        return 0;
    }
    if (auto* query = std::get_if<QueryCommand>(&command.value()))
        return runQuery(std::move(*query), argc, argv);
    if (const auto* sql = std::get_if<SqlCommand>(&command.value()))
        return runSqlCommand(*sql);
    return runWindow(std::get<WindowCommand>(command.value()), argc, argv);
}
