#include "app/ssherror.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SshError", text);
}

// The texts of OpenSSH, which knows no other language.
QString advice(const QString& text, const QString& ssh)
{
    const auto tells = [&](const char* phrase) { return text.contains(QLatin1String(phrase)); };
    if (tells("HOST IDENTIFICATION HAS CHANGED"))
        return tr(
            "The host shows another key than before. Ask who runs it why, before you trust the new one.");
    if (tells("Host key verification failed"))
        return tr("Its key is not known here. Run `ssh %1` once in a terminal, and compare the key.")
            .arg(ssh);
    if (tells("Permission denied"))
        return tr("The host takes none of your keys. Check the user, and that ssh-agent holds the key "
                  "(`ssh-add`): here `ssh` can ask for nothing. Try `ssh %1` in a terminal.")
            .arg(ssh);
    if (tells("Could not resolve hostname"))
        return tr("Check the name of the SSH host, and ~/.ssh/config.");
    if (tells("administratively prohibited"))
        return tr("The SSH host forbids forwarding. Its sshd_config must allow it (AllowTcpForwarding).");
    if (tells("open failed"))
        return tr(
            "The SSH host does not reach the database server. Check host and port as that host sees them.");
    if (tells("Could not request local forwarding") || tells("cannot listen to"))
        return tr("The place on this machine is taken. Run it again for another one.");
    return tr("Check the SSH host and its port. Try `ssh %1` in a terminal.").arg(ssh);
}

} // namespace

Error sshError(const QString& what, const QString& text, const QString& ssh)
{
    const QString said = text.trimmed();
    return {what, said.isEmpty() ? tr("ssh ended without a word") : said, advice(said, ssh)};
}

bool tellsOfRefusedForward(const QString& text)
{
    return text.contains(QLatin1String("open failed"));
}

} // namespace larder
