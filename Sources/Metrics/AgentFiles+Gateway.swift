extension AgentFiles {
  /// Units of systemd's for the user's own services: `command` serves what comes to `address`. The socket is systemd's, so
  /// that nobody is refused while the service is replaced.
  package static func gatewayUnits(command: [String], address: String) -> String {
    """
    # ~/.config/systemd/user/goproxytop-gateway.socket
    [Unit]
    Description=Gateway to Go module proxies

    [Socket]
    ListenStream=\(address)
    Backlog=1024

    [Install]
    WantedBy=sockets.target

    # ~/.config/systemd/user/goproxytop-gateway.service
    # Then: systemctl --user daemon-reload && systemctl --user enable --now goproxytop-gateway.socket
    [Unit]
    Description=Gateway to Go module proxies
    Requires=goproxytop-gateway.socket
    After=goproxytop-gateway.socket

    [Service]
    Type=notify
    ExecStart=\(line(command))
    ExecReload=/bin/kill -HUP $MAINPID
    Restart=on-failure
    RestartSec=1
    WatchdogSec=60
    UMask=0077
    NoNewPrivileges=yes
    LimitNOFILE=16384

    [Install]
    WantedBy=default.target

    """
  }
}
