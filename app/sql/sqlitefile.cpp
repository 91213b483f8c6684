#include "app/sql/sqlitefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

#include <sys/stat.h>
#include <sys/vfs.h>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SqliteFile", text);
}

qint64 nanosecondsOf(const timespec& time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

std::optional<SqliteFile> sqliteFileAt(const QString& path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return SqliteFile{status.st_dev, status.st_ino, status.st_size, nanosecondsOf(status.st_mtim),
        nanosecondsOf(status.st_ctim)};
}

std::optional<Error> unreadableFileError(const QString& path)
{
    const QFileInfo info(path);
    const QString what = tr("Cannot open %1").arg(path);
    if (!info.exists())
        return Error{what, tr("the file does not exist"), tr("Check the name, or open another file.")};
    if (info.isDir())
        return Error{what, tr("it is a folder"), tr("Choose the database file inside it.")};
    if (!info.isReadable())
        return Error{what, tr("no right to read it"), tr("Ask its owner for the right to read it.")};
    return std::nullopt;
}

bool isOnNetworkFileSystem(const QString& path)
{
    // Magic numbers of linux/magic.h: NFS, SMB1, CIFS, SMB2, Coda, AFS, 9P, FUSE (sshfs and the like).
    static constexpr std::array<quint32, 8> kNetworkTypes{
        0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x73757245, 0x5346414f, 0x01021997, 0x65735546};
    struct statfs status
    {
    };
    if (::statfs(QFile::encodeName(path).constData(), &status) != 0)
        return false;
    return std::find(kNetworkTypes.begin(), kNetworkTypes.end(), quint32(status.f_type))
        != kNetworkTypes.end();
}

ConnectionIdentity sqliteIdentity(const QString& path, const SqliteFile& file)
{
    return {"sqlite",
        QByteArray::number(file.device) + ':' + QByteArray::number(file.inode) + ':'
            + QFile::encodeName(QFileInfo(path).canonicalFilePath())};
}

} // namespace larder
