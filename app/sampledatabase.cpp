#include "app/sampledatabase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SampleDatabase", text);
}

} // namespace

Result<QString> privateSampleDatabase(const QString& folder)
{
    const QString original = QDir(QCoreApplication::applicationDirPath())
                                 .absoluteFilePath(QStringLiteral("../share/larder/sample.sqlite"));
    const QString copy = QDir(folder).absoluteFilePath(QStringLiteral("sample shop.sqlite"));
    if (QFile::exists(copy))
        return copy;
    const QString what = tr("Cannot open the sample database");
    if (!QFile::exists(original)) {
        return Error{what, tr("%1 is missing").arg(QDir::cleanPath(original)),
            tr("Install Larder again, or build the target \"larder_sample_database\".")};
    }
    if (!QDir().mkpath(folder))
        return Error{what, tr("cannot make the folder %1").arg(folder)};
    // Under a temporary name first, so that a copy is whole or not there.
    const QString unfinished = copy + QStringLiteral(".part");
    QFile::remove(unfinished);
    QFile file(original);
    if (!file.copy(unfinished) || !QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner)
        || !QFile::rename(unfinished, copy))
        return Error{what, tr("cannot write %1: %2").arg(copy, file.errorString())};
    return copy;
}

} // namespace larder
