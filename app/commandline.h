#pragma once

#include "app/sqlcommand.h"
#include "app/theme.h"
#include "cache/queryrequest.h"
#include "cache/result.h"
#include "models/rowform.h"

#include <QStringList>

#include <variant>

namespace larder {

/// `larder [FILE | URL]…`: open the window.
struct WindowCommand
{
    QStringList connections = {};
    /// Open a private copy of the sample database.
    bool sample = false;
    /// Where the tour saves its pictures; empty if no tour was asked for.
    QString tourFolder = {};
    Theme theme = Theme::Desktop;
};

/// `larder query CONNECTION SQL`: run without a window.
struct QueryCommand
{
    QString connection;
    QByteArray sql;
    int repeat = 1;
    Technique technique = Technique::All;
    FreshnessPolicy policy = FreshnessPolicy::Verify;
    std::optional<std::chrono::milliseconds> ttl = std::nullopt;
    std::optional<std::chrono::milliseconds> timeout = std::nullopt;
    std::vector<Parameter> parameters = {};
    RowForm form{RowFormat::Table};
    /// The file to write; empty for standard output.
    QString output = {};
    bool provenance = false;
};

/// Print this text and end well.
struct PrintCommand
{
    QString text;
};

using Command = std::variant<WindowCommand, QueryCommand, SqlCommand, PrintCommand>;

/// Reads the arguments after the program's name. The error of a wrong use says what is right.
[[nodiscard]] Result<Command> parseCommandLine(const QStringList& arguments);

} // namespace larder
