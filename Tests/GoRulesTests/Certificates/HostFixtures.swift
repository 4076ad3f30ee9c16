/// Hosts: certificates that go's x509.CreateCertificate made, edited where that
/// refuses, and what go 1.27's crypto/tls client says to them.
enum HostFixtures {
  static let text = #"""
    certificate: root
    signed by: root
    MIIBPDCB4qADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMvMC0wDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSQAwRgIhAOR48VZRSbTstKfDv4MWGryT
    HsMZ/4fPYAh+S5zgZudfAiEA/q1zJPWDb++IoSBkwj7JNpQ3nsB6njAmQyePJ5ALIPI=

    certificate: wild.internal
    signed by: root
    MIIBIzCByaADAgECAgECMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMZMBcwFQYDVR0RBA4wDIIKKi5pbn
    Rlcm5hbDAKBggqhkjOPQQDAgNJADBGAiEAntYB1k27efJou9OtgCxJnO+bBCEqG+63svtjAF3gsB0CIQDWjAoyQ3Lz
    /fOrIN+hL0rZRlA3WCOgyoe1EBOMGu8vQg==

    certificate: wild alone
    signed by: root
    MIIBGTCBwKADAgECAgEDMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBKjAKBg
    gqhkjOPQQDAgNIADBFAiBwuVH5BhCIp/13dgYwFYKxg//hehJ6ULm0fvj3nrc6gwIhAI7lZfj54Yi7iyFVcOIQbGmw
    2oUQCa/ls5RgjUAht0z2

    certificate: trailing dot
    signed by: root
    MIIBGzCBwaADAgECAgEEMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMRMA8wDQYDVR0RBAYwBIICaC4wCg
    YIKoZIzj0EAwIDSQAwRgIhANtsaIJhv2GDPisOx+3y+xShDS/OVBkP/1Lfx/BUK0D6AiEAuY8NGNpNFVii9JnXiBU8
    tnrlTwTodeE8BSEmWkK4MZQ=

    certificate: upper
    signed by: root
    MIIBKTCB0KADAgECAgEFMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMgMB4wHAYDVR0RBBUwE4IRUFJPWF
    kuRXhhbXBsZS5PUkcwCgYIKoZIzj0EAwIDSAAwRQIgNKPiUOt8KlZpfjlZlMT4vIu3hxhxyDrGtp/v0iaDMrUCIQCv
    bA7/Z0DnStHtP6BjkAyxu6OzKRAbaHK9QzbRD+C+SA==

    certificate: inner wild
    signed by: root
    MIIBLzCB1qADAgECAgEGMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMmMCQwIgYDVR0RBBswGYIHYS4qLm
    9yZ4IOcCouZXhhbXBsZS5vcmcwCgYIKoZIzj0EAwIDSAAwRQIhAJw2kv6ujYdgHCb3ZFVCHzvYMBead/NVjuU256Vh
    IBW+AiBFduMpjQ2Y43gsU3jSqr6OOZp283vc2PRNtoDL1nWDSA==

    certificate: odd
    signed by: root
    MIIBOTCB4KADAgECAgEHMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMwMC4wLAYDVR0RBCUwI4IEX3guYY
    IELXkuYYIEYS4uYoIIMTAuMS4yLjOCAIIDcSIJMAoGCCqGSM49BAMCA0gAMEUCIQD9rmXmQ0/ptXOE7KcRBQx07yXC
    dOgLag5JkKn8WJiLPgIgaDnm1UvJ9ld9AtIDMHobAACLFPg2ssBvpVnPo5weFLQ=

    certificate: addresses
    signed by: root
    MIIBQDCB56ADAgECAgEIMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqM3MDUwMwYDVR0RBCwwKocECgECA4
    cQAAAAAAAAAAAAAAAAAAAAAYcQIAENuAAAAAEAAAAAAAAAADAKBggqhkjOPQQDAgNIADBFAiEAobcANVNqDIJjP9kb
    mT1pHmT9cYScCe4zZQjSi6rRNycCICubs7NJqP07etCNo3X/dHfKxEvZPIVyphXNGtxzAz6a

    certificate: both
    signed by: root
    MIIBIDCBxqADAgECAgEJMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMWMBQwEgYDVR0RBAswCYIBaIcEfw
    AAATAKBggqhkjOPQQDAgNJADBGAiEAoAhzJiM6Ykda75cjf9nUAMVmrGiQoQrcVQF5ABourbwCIQCHDOh1yjv3Fi7y
    wEwReL61kNLpjHnAxJqwTRPF6laIMA==

    certificate: hundred names
    signed by: root
    MIICpzCCAk2gAwIBAgIBCjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2
    akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjggGbMIIBlzCCAZMGA1UdEQSCAY
    owggGGggEwggExggEyggEzggE0ggE1ggE2ggE3ggE4ggE5ggIxMIICMTGCAjEyggIxM4ICMTSCAjE1ggIxNoICMTeC
    AjE4ggIxOYICMjCCAjIxggIyMoICMjOCAjI0ggIyNYICMjaCAjI3ggIyOIICMjmCAjMwggIzMYICMzKCAjMzggIzNI
    ICMzWCAjM2ggIzN4ICMziCAjM5ggI0MIICNDGCAjQyggI0M4ICNDSCAjQ1ggI0NoICNDeCAjQ4ggI0OYICNTCCAjUx
    ggI1MoICNTOCAjU0ggI1NYICNTaCAjU3ggI1OIICNTmCAjYwggI2MYICNjKCAjYzggI2NIICNjWCAjY2ggI2N4ICNj
    iCAjY5ggI3MIICNzGCAjcyggI3M4ICNzSCAjc1ggI3NoICNzeCAjc4ggI3OYICODCCAjgxggI4MoICODOCAjg0ggI4
    NYICODaCAjg3ggI4OIICODmCAjkwggI5MYICOTKCAjkzggI5NIICOTWCAjk2ggI5N4ICOTiCAjk5MAoGCCqGSM49BA
    MCA0gAMEUCIQDpfQ2MrTuhPqXFjrmHOSyiRccAat80Uo26OnqsPMhzvQIgb1KU9kb2LXDi/cB/aH910gL6kTr6eYB4
    LnWGzW/uLJM=

    certificate: hundred addresses
    signed by: root
    MIIDejCCAx+gAwIBAgIBCzAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2
    akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjggJtMIICaTCCAmUGA1UdEQSCAl
    wwggJYhwQKAAAAhwQKAAABhwQKAAAChwQKAAADhwQKAAAEhwQKAAAFhwQKAAAGhwQKAAAHhwQKAAAIhwQKAAAJhwQK
    AAAKhwQKAAALhwQKAAAMhwQKAAANhwQKAAAOhwQKAAAPhwQKAAAQhwQKAAARhwQKAAAShwQKAAAThwQKAAAUhwQKAA
    AVhwQKAAAWhwQKAAAXhwQKAAAYhwQKAAAZhwQKAAAahwQKAAAbhwQKAAAchwQKAAAdhwQKAAAehwQKAAAfhwQKAAAg
    hwQKAAAhhwQKAAAihwQKAAAjhwQKAAAkhwQKAAAlhwQKAAAmhwQKAAAnhwQKAAAohwQKAAAphwQKAAAqhwQKAAArhw
    QKAAAshwQKAAAthwQKAAAuhwQKAAAvhwQKAAAwhwQKAAAxhwQKAAAyhwQKAAAzhwQKAAA0hwQKAAA1hwQKAAA2hwQK
    AAA3hwQKAAA4hwQKAAA5hwQKAAA6hwQKAAA7hwQKAAA8hwQKAAA9hwQKAAA+hwQKAAA/hwQKAABAhwQKAABBhwQKAA
    BChwQKAABDhwQKAABEhwQKAABFhwQKAABGhwQKAABHhwQKAABIhwQKAABJhwQKAABKhwQKAABLhwQKAABMhwQKAABN
    hwQKAABOhwQKAABPhwQKAABQhwQKAABRhwQKAABShwQKAABThwQKAABUhwQKAABVhwQKAABWhwQKAABXhwQKAABYhw
    QKAABZhwQKAABahwQKAABbhwQKAABchwQKAABdhwQKAABehwQKAABfhwQKAABghwQKAABhhwQKAABihwQKAABjMAoG
    CCqGSM49BAMCA0kAMEYCIQCqBR02XKAwCkNmkYMNQ7wehIYcM3RDqGB/KVLJB9tHggIhANb+FLwHQzIha2s7tw3/GH
    +kyy5/HdnFG9reZC8okXYh

    certificate: mail alone
    signed by: root
    MIIBGjCBwqADAgECAgEMMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMSMBAwDgYDVR0RBAcwBYEDYUBiMA
    oGCCqGSM49BAMCA0cAMEQCIE8Jy2ZB1SwLtdmFG2zknfFTc7m3vBLnpfzW9sS56qJHAiAswJpLojIbJgA1cS7CDFA5
    bq8XbJtQycfeB/vHe2prAg==

    certificate: wild cn
    signed by: root
    MIIBBjCBrqADAgECAgENMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDDAEqMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOjAKBggqhkjOPQQDAgNHADBEAiBme1
    5sgHzspLLHKSBzsA83umdFFyZCHpNs6+EGOpw/XQIgA5gy1t4byToubdRMTg2RyQ+o4OaQblOZLJNCX9S4+RI=

    case: wild.internal for goproxy.internal
    given: goproxy.internal||1795845600|0|0|1.3|wild.internal|root
    go: ok

    case: wild.internal for a.b.internal
    given: a.b.internal||1795845600|0|0|1.3|wild.internal|root
    go: tls: failed to verify certificate: x509: certificate is valid for *.internal, not \#
    a.b.internal

    case: wild.internal for internal
    given: internal||1795845600|0|0|1.3|wild.internal|root
    go: tls: failed to verify certificate: x509: certificate is valid for *.internal, not \#
    internal

    case: wild.internal for GOPROXY.INTERNAL
    given: GOPROXY.INTERNAL||1795845600|0|0|1.3|wild.internal|root
    go: ok

    case: wild.internal for .internal
    given: .internal||1795845600|0|0|1.3|wild.internal|root
    go: tls: failed to verify certificate: x509: certificate is valid for *.internal, not \#
    .internal

    case: wild.internal for goproxy.internal.
    given: goproxy.internal.||1795845600|0|0|1.3|wild.internal|root
    go: ok

    case: wild alone for h
    given: h||1795845600|0|0|1.3|wild alone|root
    go: tls: failed to verify certificate: x509: certificate is valid for *, not h

    case: wild alone for *
    given: *||1795845600|0|0|1.3|wild alone|root
    go: ok

    case: trailing dot for h
    given: h||1795845600|0|0|1.3|trailing dot|root
    go: tls: failed to verify certificate: x509: certificate is valid for h., not h

    case: trailing dot for h.
    given: h.||1795845600|0|0|1.3|trailing dot|root
    go: ok

    case: upper for proxy.example.org
    given: proxy.example.org||1795845600|0|0|1.3|upper|root
    go: ok

    case: upper for proxy.example.org.
    given: proxy.example.org.||1795845600|0|0|1.3|upper|root
    go: ok

    case: upper for x.example.org
    given: x.example.org||1795845600|0|0|1.3|upper|root
    go: tls: failed to verify certificate: x509: certificate is valid for \#
    PROXY.Example.ORG, not x.example.org

    case: inner wild for a.b.org
    given: a.b.org||1795845600|0|0|1.3|inner wild|root
    go: tls: failed to verify certificate: x509: certificate is valid for a.*.org, \#
    p*.example.org, not a.b.org

    case: inner wild for pa.example.org
    given: pa.example.org||1795845600|0|0|1.3|inner wild|root
    go: tls: failed to verify certificate: x509: certificate is valid for a.*.org, \#
    p*.example.org, not pa.example.org

    case: inner wild for p*.example.org
    given: p*.example.org||1795845600|0|0|1.3|inner wild|root
    go: ok

    case: odd for _x.a
    given: _x.a||1795845600|0|0|1.3|odd|root
    go: ok

    case: odd for -y.a
    given: -y.a||1795845600|0|0|1.3|odd|root
    go: ok

    case: odd for a..b
    given: a..b||1795845600|0|0|1.3|odd|root
    go: ok

    case: odd for 10.1.2.3
    given: 10.1.2.3||1795845600|0|0|1.3|odd|root
    go: tls: failed to verify certificate: x509: cannot validate certificate for 10.1.2.3 \#
    because it doesn't contain any IP SANs

    case: odd for z
    given: z||1795845600|0|0|1.3|odd|root
    go: tls: failed to verify certificate: x509: certificate is valid for _x.a, -y.a, a..b, \#
    10.1.2.3, , q"\#t, not z

    case: addresses for 10.1.2.3
    given: 10.1.2.3||1795845600|0|0|1.3|addresses|root
    go: ok

    case: addresses for ::ffff:10.1.2.3
    given: ::ffff:10.1.2.3||1795845600|0|0|1.3|addresses|root
    go: ok

    case: addresses for ::1
    given: ::1||1795845600|0|0|1.3|addresses|root
    go: ok

    case: addresses for [::1]
    given: [::1]||1795845600|0|0|1.3|addresses|root
    go: ok

    case: addresses for fe80::1%eth0
    given: fe80::1%eth0||1795845600|0|0|1.3|addresses|root
    go: tls: failed to verify certificate: x509: certificate is valid for 10.1.2.3, ::1, \#
    2001:db8:0:1::, not fe80::1

    case: addresses for 2001:DB8:0:1:0:0:0:0
    given: 2001:DB8:0:1:0:0:0:0||1795845600|0|0|1.3|addresses|root
    go: ok

    case: addresses for 10.1.2.4
    given: 10.1.2.4||1795845600|0|0|1.3|addresses|root
    go: tls: failed to verify certificate: x509: certificate is valid for 10.1.2.3, ::1, \#
    2001:db8:0:1::, not 10.1.2.4

    case: addresses for proxy.example.org
    given: proxy.example.org||1795845600|0|0|1.3|addresses|root
    go: tls: failed to verify certificate: x509: certificate is not valid for any names, \#
    but wanted to match proxy.example.org

    case: addresses for 010.1.2.3
    given: 010.1.2.3||1795845600|0|0|1.3|addresses|root
    go: tls: failed to verify certificate: x509: certificate is not valid for any names, \#
    but wanted to match 010.1.2.3

    case: addresses for 1.2.3
    given: 1.2.3||1795845600|0|0|1.3|addresses|root
    go: tls: failed to verify certificate: x509: certificate is not valid for any names, \#
    but wanted to match 1.2.3

    case: both for 127.0.0.1
    given: 127.0.0.1||1795845600|0|0|1.3|both|root
    go: ok

    case: both for h
    given: h||1795845600|0|0|1.3|both|root
    go: ok

    case: both for localhost
    given: localhost||1795845600|0|0|1.3|both|root
    go: tls: failed to verify certificate: x509: certificate is valid for h, not localhost

    case: hundred names for 7
    given: 7||1795845600|0|0|1.3|hundred names|root
    go: ok

    case: hundred names for x
    given: x||1795845600|0|0|1.3|hundred names|root
    go: tls: failed to verify certificate: x509: certificate is valid for 100 names, but \#
    none matched x

    case: hundred addresses for 10.0.0.7
    given: 10.0.0.7||1795845600|0|0|1.3|hundred addresses|root
    go: ok

    case: hundred addresses for 10.0.1.0
    given: 10.0.1.0||1795845600|0|0|1.3|hundred addresses|root
    go: tls: failed to verify certificate: x509: certificate is valid for 100 IP SANs, but \#
    none matched 10.0.1.0

    case: mail alone for l
    given: l||1795845600|0|0|1.3|mail alone|root
    go: tls: failed to verify certificate: x509: certificate is not valid for any names, \#
    but wanted to match l

    case: a wildcard in the common name alone
    given: h||1795845600|0|0|1.3|wild cn|root
    go: tls: failed to verify certificate: x509: certificate relies on legacy Common Name \#
    field, use SANs instead

    """#
}
