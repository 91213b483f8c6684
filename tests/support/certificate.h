#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace larder::test {

/// A key and a certificate for the server @p name, signed by itself, for two days; the program `openssl`
/// makes them, in a temporary folder.
class Certificate
{
public:
    explicit Certificate(const QString& name)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("openssl"),
            {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"),
                QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=") + name,
                QStringLiteral("-addext"), QStringLiteral("subjectAltName=DNS:") + name,
                QStringLiteral("-keyout"), key(), QStringLiteral("-out"), certificate()});
        m_isValid = process.waitForFinished(60'000) && process.exitCode() == 0;
        if (!m_isValid)
            qWarning("%s", process.readAll().constData());
    }

    [[nodiscard]] bool isValid() const { return m_isValid; }
    [[nodiscard]] QString key() const { return m_folder.filePath(QStringLiteral("server.key")); }
    [[nodiscard]] QString certificate() const { return m_folder.filePath(QStringLiteral("server.crt")); }

private:
    const QTemporaryDir m_folder;
    bool m_isValid = false;
};

} // namespace larder::test
