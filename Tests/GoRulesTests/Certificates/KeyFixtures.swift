/// Keys and signature algorithms: certificates that go's x509.CreateCertificate made, edited where
/// that
/// refuses, and what go 1.27's crypto/tls client says to them.
enum KeyFixtures {
  static let text = #"""
    certificate: root
    signed by: root
    MIIBPDCB4qADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMvMC0wDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSQAwRgIhAIP3cwWFaLGQr3509MicMU0i
    Z5VcI8nmY/u/1K2190kbAiEAqmMlGWBBJ2p7AkPVVSQeK/v3iaLmWlStQpOqMesR8Ss=

    certificate: rsa root
    signed by: rsa root
    MIIBvTCCASagAwIBAgIBAjANBgkqhkiG9w0BAQsFADAMMQowCAYDVQQDEwFSMB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBUjCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAv+dmPA1tSDpc4CreSrz2
    fcm6+kUzYnAUcSh2qVK+Tm7inlmRI2zC4C7qI6+uF0+xp0A2leJuZPEq2wxV4zN7qudxnO8qXHmZPnjzGM7YnXsQTK
    XMGaDhMaiUjr6fMJnVHsc4fjYZd1yFwdDSSfN5WVD33e8zJGsYXRoG/ndBbHECAwEAAaMvMC0wDgYDVR0PAQH/BAQD
    AgIEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwDQYJKoZIhvcNAQELBQADgYEAOhNOQ2ymuUwHE7ZU80w0dE
    2LAMhms3RricLb4G6nnPOANQqnhNycdnc35xOEhv3GKlucpAVBm8x32hO6s3fqhnDTfotTSijx+t4bIjevLW7vb5UI
    LMIrJKFXy79Fhzo0+5ErUDtrA6ohvWCoeI3fNKtAMb0t/QNQZ27H2oXnQpk=

    certificate: small root
    signed by: small root
    MIIBtTCCASKgAwIBAgIBAzANBgkqhkiG9w0BAQsFADAMMQowCAYDVQQDEwFTMB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBUzCBmzANBgkqhkiG9w0BAQEFAAOBiQAwgYUCfgCqmmMMOG17K1Ob5kEWto3E
    TfpYmAggoop7UDVi3J3eqQQ5Uv71/RdgFwBals79ECVnKHt39X4PZB/xHqJ37ZidOcQBmGhqv23vt7WNTTbhlSFbRL
    IPz/T9Nj6cWtJkJUs5c9mn9H7kpKsrrB7VwM6E181/Ri8NwjX5b4HJMQIDAQABoy8wLTAOBgNVHQ8BAf8EBAMCAgQw
    DwYDVR0TAQH/BAUwAwEB/zAKBgNVHQ4EAwQBATANBgkqhkiG9w0BAQsFAAN+AF//avEKhjpD0B+4f78oYJaJ4z4o39
    zU2ZxgzHgLaVBLta6i8b9zXenGQtO+sQhYB6klpxJ++yxQtvPtJ50q+sUuJNLORtgRen25lQL7MdyOvRsc8pICygW6
    C5r7peQdTbKZyRC2j+vSXmS6zAlkGVgoxRJCRHmUCCWh6bIL

    certificate: sha1
    signed by: rsa root
    MIIBVjCBwKADAgECAgEEMA0GCSqGSIb3DQEBBQUAMAwxCjAIBgNVBAMTAVIwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDANBg
    kqhkiG9w0BAQUFAAOBgQBHTUdAi9sCN3WNiwhnxnpwODHU2r9gtk1sw3+P/5jRdwvxEkgifte503+QFC/Ha2DwQIsx
    waXv8MBBFtAJBBWYcmycG+91Od+GDtCqX+7O+1/bAdzji4Ypy8ewVLAfVXSDHCfhitvXjOEXL1JayVeih8Wp5JydG4
    Uftfc6pku6zQ==

    certificate: ec sha1
    signed by: root
    MIIBFzCBv6ADAgECAgEFMAkGByqGSM49BAEwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATIYX4x+6lmbV0zx9vBJTDxdmpH
    OP5MG/GwWUk404vzcyMCthEyiHXcOVyzaox9liG8iPm2LOH1hWDLvaE4V4w6oxAwDjAMBgNVHREEBTADggFoMAkGBy
    qGSM49BAEDSAAwRQIgAeZrg1rg0qBsRcHrb57cxU3G2WdupEgakAxThIoWm/ACIQCguE5syDSRWDEz4SU1DHmAEC8b
    IC4aMphs7W46nKiglw==

    certificate: pss
    signed by: rsa root
    MIIBvjCB9KADAgECAgEGMEEGCSqGSIb3DQEBCjA0oA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYI
    ZIAWUDBAIBBQCiAwIBIDAMMQowCAYDVQQDEwFSMB4XDTI1MTEyODA2MDAwMFoXDTM1MTEyODA2MDAwMFowDDEKMAgG
    A1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2akc4/kwb8bBZSTjTi/NzIw
    K2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjEDAOMAwGA1UdEQQFMAOCAWgwQQYJKoZIhvcNAQEKMDSgDzAN
    BglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEgA4GBACL7jbSF+Kk2hVt1gqJoYr
    gK5sZXJQ8jtsoL47TLvhcOS8HduGtcqjVsZnr7Y8cQXThA/fKpFaEvJNzDTxUiOnJN1Ynr4BXQmDBsr6DulfiTbUBK
    fVSFAF8/+Bf67UQKL5pLTWLFvBotppTr/vmqLj5da9KQlfE82gIbebvUKQXE

    certificate: of small
    signed by: small root
    MIIBUjCBwKADAgECAgEHMA0GCSqGSIb3DQEBCwUAMAwxCjAIBgNVBAMTAVMwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDANBg
    kqhkiG9w0BAQsFAAN+AFWmm4M6aP3Vzl/CnzNeN1y+kQfXaByFx2djXYC2YS36zvXtXSqqd9kP2G1U1OHIu6wRuljp
    J7Aq9+K1ZxltpOJ63leYUyOEwHz6z/A2HdGjvBzW2LXdZimXgb5jmTrOjMDTGoANsr73HsOf+En1M7ziP+hbQdFliJ
    jzR/5H

    certificate: small leaf
    signed by: root
    MIIBXjCCAQOgAwIBAgIBCDAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDCBmzANBgkqhkiG9w0BAQEFAAOBiQAwgYUCfgCqmmMMOG17K1Ob5kEWto3E
    TfpYmAggoop7UDVi3J3eqQQ5Uv71/RdgFwBals79ECVnKHt39X4PZB/xHqJ37ZidOcQBmGhqv23vt7WNTTbhlSFbRL
    IPz/T9Nj6cWtJkJUs5c9mn9H7kpKsrrB7VwM6E181/Ri8NwjX5b4HJMQIDAQABoxAwDjAMBgNVHREEBTADggFoMAoG
    CCqGSM49BAMCA0kAMEYCIQDAfXUxs0Uxn/UwX/04zRHYVCh8D+xHBvCEUwwZNk+xxwIhAJ7VyAq4E+cWGfMuAmJkmA
    6ikIu37pPcaIceanJZfPgN

    certificate: mixed
    signed by: root
    MIIBFjCBvaADAgECAgEJMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAVIwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZqRzj+
    TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBggqhk
    jOPQQDAgNIADBFAiEAuLwr4ahQ31j7FYycWGXg1cosqbMbVaVKOTAIt+a/KlgCID+zlcddfIFpOZ3vI1PPtgwqOObZ
    XKkUARN6ZbTimclB

    certificate: ed root
    signed by: ed root
    MIH1MIGooAMCAQICAQowBQYDK2VwMAwxCjAIBgNVBAMTAUUwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MDYwMDAwWj
    AMMQowCAYDVQQDEwFFMCowBQYDK2VwAyEAEyhDDf4LzT0V309dYItVwk/GNCu8kdeuTZs+TcwM51ijLzAtMA4GA1Ud
    DwEB/wQEAwICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMAUGAytlcANBANLafzpuRHY55Iuxo+vfMDs+lJ
    T7DOv1bWffO389AG77PPZRZ3NFBUgH63diU8L22nlz4zfMdIOG7MPBKCB3DQQ=

    certificate: ed
    signed by: ed root
    MIIBBTCBuKADAgECAgELMAUGAytlcDAMMQowCAYDVQQDEwFFMB4XDTI1MTEyODA2MDAwMFoXDTM1MTEyODA2MDAwMF
    owDDEKMAgGA1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2akc4/kwb8bBZ
    STjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjEDAOMAwGA1UdEQQFMAOCAWgwBQYDK2VwA0EASV
    egSw3BQhb1aAK6xP88R0MtOrSE5+/PSaDDs/cZYNShDYaFGFsMLGS+xJuCBn/9zkpCqPVSeN+Nrwy+KLb3CQ==

    certificate: bad ed
    signed by: -
    MIIBBTCBuKADAgECAgEMMAUGAytlcDAMMQowCAYDVQQDEwFFMB4XDTI1MTEyODA2MDAwMFoXDTM1MTEyODA2MDAwMF
    owDDEKMAgGA1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2akc4/kwb8bBZ
    STjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjEDAOMAwGA1UdEQQFMAOCAWgwBQYDK2VwA0EAtf
    pQ/ydlYDacXYarAbfv2mGHBFxWEx6v1Sj9NwmTvVRh2Ny/APvzHRSx2uqheHlugJqTKN3yaUQ7uWJ1gZ4xDA==

    certificate: bad rsa
    signed by: -
    MIIB1zCBwKADAgECAgENMA0GCSqGSIb3DQEBCwUAMAwxCjAIBgNVBAMTAVIwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDANBg
    kqhkiG9w0BAQsFAAOCAQEARyo9iSzob+NE6AEzGZyEwxVhom+Dz9to/rJUJkxB7g5f59TKPfy1s4KWzIJxtheTFRU7
    EUs7w9ZxBkpmcy1n7QApcP0s/NjTiMVK/1LE4jrhUGi0FH6toPxCeOgxON3uknX9UntVvojW9wM/DVK0ZfgKzVYD4J
    WlJ9gWPZIAkLbRZyNjoE9z1Tx0/TbBi2J+acAl9SYmk9NcZ9aOvxasoj95PvhgCJLw13a4pDxTvMONYkwXVWJO0m/t
    Hg2+mZWOqmh4RBKtntxwWi3j90i2/2cs8xD738+jWrCL69X46AwaoiaFIjXnLER/n+aqfZBIWkLeZ/Ix6VbsMrqdCl
    y/Yw==

    certificate: leaf
    signed by: root
    MIIBGTCBwKADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNIADBFAiEAw+HMKND3GE+Q6Ovq960WbJ3FzNAn2ATTYyOkl5Gj/iACIBZ84dc6X96lntP3qr3dlFM7
    mYDy1DApso3Gne5L3loa

    certificate: dsa
    signed by: root
    MIHbMIGDoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwHDAUBgcqhkjOOAQBMAkCARcCAQsCAQQDBAACAQijEDAOMAwGA1UdEQQFMAOC
    AWgwCgYIKoZIzj0EAwIDRwAwRAIgQKfPt2RkAJqR0fGy6PXThc1ZC4fAdKOrlQN/cha2c7wCICMkaXJVQLIe2uoxLU
    2PvHUVrxUliBucvw6OC9U1OfXK

    certificate: x25519
    signed by: root
    MIHqMIGRoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwKjAFBgMrZW4DIQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKMQ
    MA4wDAYDVR0RBAUwA4IBaDAKBggqhkjOPQQDAgNIADBFAiEA4fjtK7cKzieRD+qmzpxfykl7AIYKbUu3y/OZOrBZdS
    8CIC/g/avkVjE+gPU5VYtOYxS1b8lolH5JQXA4XLDXSGHs

    certificate: unknown alg
    signed by: root
    MIIBGTCBwKADAgECAgEOMAoGCCqGSM49BAMJMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDCQNIADBFAiEAw+HMKND3GE+Q6Ovq960WbJ3FzNAn2ATTYyOkl5Gj/iACIBZ84dc6X96lntP3qr3dlFM7
    mYDy1DApso3Gne5L3loa

    certificate: secp256k1
    signed by: root
    MIIBFzCBvaADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKMQMA4wDAYDVR0RBAUwA4IBaDAKBggqhk
    jOPQQDAgNJADBGAiEAosktg8NPKwpfWBvC942ytk2evLIx0IdQbzyH/5yIwH0CIQDXfLJsiZrPGoSdsbRxvbp9JdlQ
    T8uWB4tgJHnFZwi/AQ==

    certificate: a compressed point
    signed by: root
    MIH5MIGgoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwOTATBgcqhkjOPQIBBggqhkjOPQMBBwMiAAIAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAKMQMA4wDAYDVR0RBAUwA4IBaDAKBggqhkjOPQQDAgNIADBFAiBeo17G/C9DJDmzs/7+rBnDQb
    bDFg/7Z9oLc5wH6vPc9gIhAMwPGLkKrMND5Oo02aYIFRYFFKcXFMv6lUV/0v0dsF+Y

    certificate: a short point
    signed by: root
    MIIBFzCBv6ADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFgwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQQAEAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoxAwDjAMBgNVHREEBTADggFoMAoGCC
    qGSM49BAMCA0cAMEQCIBxv8FN0pauqVduzVucdKQ4iDK7/AcJpcu0msjcNmdjhAiBnpYBdmsZ3wFGZTkt6WlU8Wggv
    Wjxg6w4+lF/2QPnXvA==

    certificate: a point off P-256
    signed by: root
    MIIBGjCBwKADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNJADBGAiEAt6rRtomW2F4ym+4mIvRVcab2KhymTgJW2djvzSxnt5oCIQCvVrRE4W8jjonRFBA1loK/
    WGRNDFCwzM3uDabrBLqnVg==

    certificate: a coordinate beyond P-256
    signed by: root
    MIIBGDCBwKADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE////////////////////////
    /////////////////////////////////////////////////////////////6MQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNHADBEAiBG7ePVuZ0RcyBQcVI9vF8nj+sL0/S3IlWjuy2lVaBy9QIgb8Ma4xjire88TcsZpp3oYJQd
    xtv8qBZMU5ZXUFT+Ulk=

    certificate: a point off P-224
    signed by: root
    MIIBDjCBtaADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsME4wEAYHKoZIzj0CAQYFK4EEACEDOgAEAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACjEDAOMAwGA1UdEQQFMAOCAWgwCgYIKoZIzj0EAwIDSA
    AwRQIhAPS8urkGWQmpQeeFAbdR9WwWbKJ/n0qUo+wa6tG8PV1RAiBFLsXVz8QxtcCz+u3InYNe6+LBBGXh70wO+9U3
    lDSGHQ==

    certificate: a coordinate beyond P-384
    signed by: root
    MIIBNzCB3aADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE////////////////////////////
    //////////////////////////////////////////////////////////////////////////////////////////
    //////////oxAwDjAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0kAMEYCIQCjf+oOXRlkIW0TL+QvIpG4hzQ7o4tl
    Xv+gLWfp58kpEQIhAJYtHcx225cQpRmdUOnsIi7Nm2lfF9dWCH3SBGYeujeT

    certificate: a point off P-521
    signed by: root
    MIIBXjCCAQOgAwIBAgIBDjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDCBmzAQBgcqhkjOPQIBBgUrgQQAIwOBhgAEAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoxAwDjAMBgNVHREEBTADggFoMAoG
    CCqGSM49BAMCA0kAMEYCIQC1tDM5QV8Is3eMM/FFvswE22EMX0t9oPQvXc/i4UtJ4QIhAL8bMTre3K2HlGTfeZsymT
    2zuW/DMQKBoOpSZkm63pK1

    certificate: P-224
    signed by: root
    MIIBDTCBtaADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsME4wEAYHKoZIzj0CAQYFK4EEACEDOgAEr7X7M+j+MfBHBmPKebPLOwOjabsJ
    Jhb/sWKfvHgC1QnwJbsnAmOzQwO0Kz93474nfv2nbzZxKqijEDAOMAwGA1UdEQQFMAOCAWgwCgYIKoZIzj0EAwIDRw
    AwRAIgVAWzlOESAmyvDzgu4ek3Ix28p9ciSKY1qtD5E10QInYCIFN6iv5Do0HeaKbiKe/jp7TatgKiQgJXirfm+djh
    Utr+

    certificate: P-384
    signed by: root
    MIIBNTCB3aADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE6bIjzAdaavkA6Kg70L2T2Tw9YmFW
    XDx2Yyfc658UIlJDTzJYqlYYn4+CV8gsNl0++tPVwaU/Am/8GtyjxrnmGplS8l3HtP6gzGVavH3hfNQ9tlYmmjblMj
    l0uOVH5ZjzoxAwDjAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0cAMEQCIBa1jVE2UpN/+bmyUte5poDjRnv2qN2k
    B87eiuWbEj9kAiBKPq+hYMbLuY2bZUBiPzMoI9kGzEAkC3HxXBZgu29DmQ==

    certificate: P-521
    signed by: root
    MIIBXDCCAQOgAwIBAgIBDjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDCBmzAQBgcqhkjOPQIBBgUrgQQAIwOBhgAEAMH4KLMqUP6S7N6dYYt39Ktv
    i9Oo0vYVgvZBQqHJ1WGGtUsMxrQldIh1aSyCdxL5UoxWkvzNnuUifIbChU0n5IXiAAzRMHk6oI6DvT4QecP+0OJBDX
    NUgLcPAfUp/f9aNFUmsJSgdh5OOPvp2IFciljO2RKFK2BOHsofAFCqqXxd4KvQoxAwDjAMBgNVHREEBTADggFoMAoG
    CCqGSM49BAMCA0cAMEQCIG1wzT2RgHnk5RLuy6iJ6+uRu7Vi6YZuyUZ4h/rwiv/WAiB1bhiZvmgKNs9rLlgoELhY2E
    cWNEeoJxrN3uaH8LSEAA==

    certificate: Ed25519 with parameters
    signed by: root
    MIHsMIGToAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwLDAHBgMrZXAFAAMhAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    oxAwDjAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0gAMEUCIAea18qxiiuMBPMKTnI+0oIpmwyZULA5q3eqyx60ij
    JhAiEA5+v5MIhhuXki74LKsTFDCg65g2WzMJUQatANoshSeTY=

    certificate: Ed25519 of 31 octets
    signed by: root
    MIHpMIGQoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwKTAFBgMrZXADIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAoxAw
    DjAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0gAMEUCIQDtatc9znjWY75jyhLgX7bd09VEblEhqLt4/MbAr8IOgA
    IgGpNxpaxwO5KzW7OeaoJ8nSjEu5SqHr9t7FyO8hxNpFU=

    certificate: ML-DSA of 31 octets
    signed by: root
    MIHvMIGWoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwLzALBglghkgBZQMEAxIDIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAoxAwDjAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0gAMEUCIAd+Tq3/1IWB/8BrK3U1MIlmdY6khY1EUUIiJi
    nyNjM2AiEAwzGTgzwlCzMUjTmmodThKl6cQ+YRJgR02h92BUk4uco=

    certificate: RSA without NULL
    signed by: root
    MIHXMH+gAwIBAgIBDjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MTEyOD
    A2MDAwMFowDDEKMAgGA1UEAxMBbDAYMAsGCSqGSIb3DQEBAQMJADAGAgEFAgEDoxAwDjAMBgNVHREEBTADggFoMAoG
    CCqGSM49BAMCA0gAMEUCIAOu3mAX5oXxSpiQXt2GmN60qYQhU2Gxhu1WTc1mtprjAiEAywljwPwDUjNIGcaDQYfuvt
    qP/lX+QKaYmjhyT7LRgYU=

    certificate: a negative modulus
    signed by: root
    MIHaMIGBoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwGjANBgkqhkiG9w0BAQEFAAMJADAGAgGFAgEDoxAwDjAMBgNVHREEBTADggFo
    MAoGCCqGSM49BAMCA0gAMEUCIFRDq9uQCQWhO7j9G3XCINfT6dk72l63kSXc7YCQw/7gAiEA+S0Z+BF6pAEvTu2me2
    3c/5IZS77gs2OGs3YDDSEfY5o=

    certificate: an exponent of zero
    signed by: root
    MIHZMIGBoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwGjANBgkqhkiG9w0BAQEFAAMJADAGAgEFAgEAoxAwDjAMBgNVHREEBTADggFo
    MAoGCCqGSM49BAMCA0cAMEQCIDPu2JOOWnQbtLX3TJ2RinlWqKEBRS6kP8f2nfmNyEVyAiAvYAB0HvH7Z9ylwZRCgV
    EHpneFrmXa0rlFDyZJQx1znw==

    certificate: an exponent of nine octets
    signed by: root
    MIHhMIGJoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwIjANBgkqhkiG9w0BAQEFAAMRADAOAgEFAgkBAAAAAAAAAACjEDAOMAwGA1Ud
    EQQFMAOCAWgwCgYIKoZIzj0EAwIDRwAwRAIgft/1wdzUCbuQWtmqzMe2FigzzRI9H0Hb3bTNZkRypZkCIEJD/peoQM
    dF9eChItXwTGiOZ9qE9Zy9U1i0uNNsUhRz

    certificate: DSA with a zero
    signed by: root
    MIHbMIGDoAMCAQICAQ4wCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAWwwHDAUBgcqhkjOOAQBMAkCAQACAQsCAQQDBAACAQijEDAOMAwGA1UdEQQFMAOC
    AWgwCgYIKoZIzj0EAwIDRwAwRAIgEVi+Mh+7AHim5oel2klaKaYnfWlr6GX4aJy2ZaSuo9kCIBxRYrFN7imzGCFdOD
    G4IXjOOU1payi/cUgeX9VBDVsL

    certificate: authority with one
    signed by: root
    MIH5MIGgoAMCAQICASUwCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAUEwGjANBgkqhkiG9w0BAQEFAAMJADAGAgEBAgEDoy8wLTAOBgNVHQ8BAf8EBAMC
    AgQwDwYDVR0TAQH/BAUwAwEB/zAKBgNVHQ4EAwQBATAKBggqhkjOPQQDAgNIADBFAiAwFKoWXObTHQlGGlbsqI11lG
    AMuOWTSMsiZgdKuNEGGwIhAO7BTu/vR5IFdywkHQaXwujocRBuTVL+Z1GGbHIvuBtS

    certificate: of A
    signed by: small root
    MIIBUjCBwKADAgECAgEmMA0GCSqGSIb3DQEBCwUAMAwxCjAIBgNVBAMTAUEwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDANBg
    kqhkiG9w0BAQsFAAN+AGP9S+LG6eY/IWJBnYmXFwhGEFL4t0LpJa+GR8onPrTveMZbPU7GH/RRNd2GGOcQHm57OEpZ
    ymXsVnvIgBMhekZXrW5R7O7Vn8dK6WBsdz9EBi/atUl9PNNZbDqZBCfJxdAUgVzmHZ4o/qq+0KvJ/4oTsF8dER6MNe
    nm1HI5

    certificate: authority with even
    signed by: root
    MIH5MIGgoAMCAQICAScwCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAUEwGjANBgkqhkiG9w0BAQEFAAMJADAGAgEGAgEDoy8wLTAOBgNVHQ8BAf8EBAMC
    AgQwDwYDVR0TAQH/BAUwAwEB/zAKBgNVHQ4EAwQBATAKBggqhkjOPQQDAgNIADBFAiEAxjT2/EF58yWhxhX+BNVFNU
    S/j2DGe3GYZKZZoOCDnc4CIF37sSHP0FSClmCCGSHiBzN437rBgYyDhzGgde+IoGea

    certificate: authority with exponent 1
    signed by: root
    MIH6MIGgoAMCAQICASgwCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAUEwGjANBgkqhkiG9w0BAQEFAAMJADAGAgEFAgEBoy8wLTAOBgNVHQ8BAf8EBAMC
    AgQwDwYDVR0TAQH/BAUwAwEB/zAKBgNVHQ4EAwQBATAKBggqhkjOPQQDAgNJADBGAiEAwv1U/BXAm/WWvUtsuJkQtQ
    IWmyKKEm/4sYxxmOuzAGsCIQDjiMXGjdr2ZiAwJDw/srB7sJSwCcXNFv2pmDauh+OfQw==

    certificate: authority with exponent 2
    signed by: root
    MIH5MIGgoAMCAQICASkwCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAUEwGjANBgkqhkiG9w0BAQEFAAMJADAGAgEFAgECoy8wLTAOBgNVHQ8BAf8EBAMC
    AgQwDwYDVR0TAQH/BAUwAwEB/zAKBgNVHQ4EAwQBATAKBggqhkjOPQQDAgNIADBFAiBz1p3qSIWhGdiP+5rcpnOPqy
    ch7YojsA0gagu2E7Mg7QIhAIlFCRWfAcZWN0mrDZBpXkqR6dZgQvqMJnlym65+udBU

    certificate: authority with large exponent
    signed by: root
    MIH9MIGkoAMCAQICASowCgYIKoZIzj0EAwIwDzENMAsGA1UEAxMEUm9vdDAeFw0yNTExMjgwNjAwMDBaFw0zNTExMj
    gwNjAwMDBaMAwxCjAIBgNVBAMTAUEwHjANBgkqhkiG9w0BAQEFAAMNADAKAgEFAgUBAAAAAaMvMC0wDgYDVR0PAQH/
    BAQDAgIEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSAAwRQIgC40/3AkDiBhNerseOa
    miiWMUbTOF8AfX8sOSctwLvfwCIQDY+cTtjFfG8Tcmtc9EZIE7OlbikuUE6+X0znrkXROVnw==

    case: a signature with SHA-1
    given: h||1795845600|0|0|1.3|sha1|rsa root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: cannot verify signature: insecure algorithm SHA1-RSA" while \#
    trying to verify candidate authority certificate "R")

    case: a signature with SHA-1, by ECDSA
    given: h||1795845600|0|0|1.3|ec sha1|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: cannot verify signature: insecure algorithm ECDSA-SHA1" \#
    while trying to verify candidate authority certificate "Root")

    case: a signature by PSS
    given: h||1795845600|0|0|1.3|pss|rsa root
    go: ok

    case: an authority of 1000 bits
    given: h||1795845600|0|0|1.3|of small|small root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "crypto/rsa: 1000-bit keys are insecure (see \#
    https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)" while trying to verify candidate \#
    authority certificate "S")

    case: an authority of 1000 bits, allowed
    given: h|rsa1024min=0|1795845600|0|0|1.3|of small|small root
    go: ok

    case: a leaf of 1000 bits, signed by a better key
    given: h||1795845600|0|0|1.3|small leaf|root
    go: ok

    case: a leaf of more bits than allowed
    given: h|tlsmaxrsasize=999|1795845600|0|0|1.3|small leaf|root
    go: tls: server sent certificate containing RSA key larger than 999 bits

    case: a leaf of as many bits as allowed
    given: h|tlsmaxrsasize=1000|1795845600|0|0|1.3|small leaf|root
    go: ok

    case: a limit that is no number
    given: h|tlsmaxrsasize=1k|1795845600|0|0|1.3|small leaf|root
    go: ok

    case: an ECDSA signature, and an RSA key to check it with
    given: h||1795845600|0|0|1.3|mixed|rsa root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: signature algorithm specifies an ECDSA public key, but have \#
    public key of type *rsa.PublicKey" while trying to verify candidate authority \#
    certificate "R")

    case: a signature by Ed25519
    given: h||1795845600|0|0|1.3|ed|ed root
    go: ok

    case: a wrong signature by Ed25519
    given: h||1795845600|0|0|1.3|bad ed|ed root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: Ed25519 verification failure" while trying to verify \#
    candidate authority certificate "E")

    case: a wrong signature by RSA
    given: h||1795845600|0|0|1.3|bad rsa|rsa root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "crypto/rsa: verification error" while trying to verify candidate \#
    authority certificate "R")

    case: a DSA key
    given: h||1795845600|0|0|1.3|dsa|root
    go: tls: server's certificate contains an unsupported type of public key: *dsa.PublicKey

    case: a key of an algorithm that go does not know
    given: h||1795845600|0|0|1.3|x25519|root
    go: tls: server's certificate contains an unsupported type of public key: <nil>

    case: a signature algorithm that go does not know
    given: h||1795845600|0|0|1.3|unknown alg|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: cannot verify signature: algorithm unimplemented" while \#
    trying to verify candidate authority certificate "Root")

    case: a key: secp256k1
    given: h||1795845600|0|0|1.3|secp256k1|root
    go: tls: failed to parse certificate from server: x509: unsupported elliptic curve

    case: a key: a compressed point
    given: h||1795845600|0|0|1.3|a compressed point|root
    go: tls: failed to parse certificate from server: ecdsa: invalid uncompressed public key

    case: a key: a short point
    given: h||1795845600|0|0|1.3|a short point|root
    go: tls: failed to parse certificate from server: invalid P256 point encoding

    case: a key: a point off P-256
    given: h||1795845600|0|0|1.3|a point off P-256|root
    go: tls: failed to parse certificate from server: P256 point not on curve

    case: a key: a coordinate beyond P-256
    given: h||1795845600|0|0|1.3|a coordinate beyond P-256|root
    go: tls: failed to parse certificate from server: invalid P256 element encoding

    case: a key: a point off P-224
    given: h||1795845600|0|0|1.3|a point off P-224|root
    go: tls: failed to parse certificate from server: P224 point not on curve

    case: a key: a coordinate beyond P-384
    given: h||1795845600|0|0|1.3|a coordinate beyond P-384|root
    go: tls: failed to parse certificate from server: invalid P384Element encoding

    case: a key: a point off P-521
    given: h||1795845600|0|0|1.3|a point off P-521|root
    go: tls: failed to parse certificate from server: P521 point not on curve

    case: a key: P-224
    given: h||1795845600|0|0|1.3|P-224|root
    go: ok

    case: a key: P-384
    given: h||1795845600|0|0|1.3|P-384|root
    go: ok

    case: a key: P-521
    given: h||1795845600|0|0|1.3|P-521|root
    go: ok

    case: a key: Ed25519 with parameters
    given: h||1795845600|0|0|1.3|Ed25519 with parameters|root
    go: tls: failed to parse certificate from server: x509: Ed25519 key encoded with \#
    illegal parameters

    case: a key: Ed25519 of 31 octets
    given: h||1795845600|0|0|1.3|Ed25519 of 31 octets|root
    go: tls: failed to parse certificate from server: x509: wrong Ed25519 public key size

    case: a key: ML-DSA of 31 octets
    given: h||1795845600|0|0|1.3|ML-DSA of 31 octets|root
    go: tls: failed to parse certificate from server: mldsa: invalid public key length

    case: a key: RSA without NULL
    given: h||1795845600|0|0|1.3|RSA without NULL|root
    go: tls: failed to parse certificate from server: x509: RSA key missing NULL parameters

    case: a key: a negative modulus
    given: h||1795845600|0|0|1.3|a negative modulus|root
    go: tls: failed to parse certificate from server: x509: RSA modulus is not a positive \#
    number

    case: a key: an exponent of zero
    given: h||1795845600|0|0|1.3|an exponent of zero|root
    go: tls: failed to parse certificate from server: x509: RSA public exponent is not a \#
    positive number

    case: a key: an exponent of nine octets
    given: h||1795845600|0|0|1.3|an exponent of nine octets|root
    go: tls: failed to parse certificate from server: x509: invalid RSA public exponent

    case: a key: DSA with a zero
    given: h||1795845600|0|0|1.3|DSA with a zero|root
    go: tls: failed to parse certificate from server: x509: zero or negative DSA parameter

    case: an RSA authority: one
    given: h|rsa1024min=0|1795845600|0|0|1.3|of A,authority with one|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "modulus must be > 1" while trying to verify candidate authority \#
    certificate "A")

    case: an RSA authority: even
    given: h|rsa1024min=0|1795845600|0|0|1.3|of A,authority with even|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "crypto/rsa: public modulus is even" while trying to verify \#
    candidate authority certificate "A")

    case: an RSA authority: exponent 1
    given: h|rsa1024min=0|1795845600|0|0|1.3|of A,authority with exponent 1|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "crypto/rsa: public exponent too small or negative" while trying \#
    to verify candidate authority certificate "A")

    case: an RSA authority: exponent 2
    given: h|rsa1024min=0|1795845600|0|0|1.3|of A,authority with exponent 2|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "crypto/rsa: public exponent is even" while trying to verify \#
    candidate authority certificate "A")

    case: an RSA authority: large exponent
    given: h|rsa1024min=0|1795845600|0|0|1.3|of A,authority with large exponent|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "crypto/rsa: public exponent too large" while trying to verify \#
    candidate authority certificate "A")

    """#
}
